"""The public addresses. They are promises: posts and printed codes lead to them."""

from functools import partial

from django.urls import path, re_path

from services.content.document import Document
from services.content.picture import Picture
from services.kinds import KINDS

from . import views
from .accessibility import accessibility_page
from .home import home_page
from .pages import list_of, page_at
from .privacy import privacy_page
from .visit import visit_page


def page_and_card(address, name, build):
    """The address of a page, and that of its share card, which stands under it."""
    return [
        path(address, views.page, {"build": build}, name=name),
        path(f"{address}card-<slug:digest>.png", views.card, {"build": build}),
    ]


urlpatterns = [
    *page_and_card("", "home", home_page),
    *page_and_card("visit/", "visit", visit_page),
    *page_and_card("privacy/", "privacy", privacy_page),
    *page_and_card("accessibility/", "accessibility", accessibility_page),
    re_path(rf"^media/(?P<file>{Picture.FILE})$", views.media, name="media"),
    re_path(rf"^media/(?P<file>{Document.FILE})$", views.document, name="document"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.icon, {"name": "favicon.ico"}),
    path("apple-touch-icon.png", views.icon, {"name": "apple-touch-icon.png"}),
]
for model in KINDS:
    if listing := model.content_class.listing:
        place = f"{listing.place}/"
        urlpatterns += page_and_card(place, listing.place, partial(list_of, model))
        urlpatterns += page_and_card(f"{place}<slug:slug>/", model.kind, page_at)
# The pages of kinds without a list: last, for an address of the site's own is no page of staff's.
urlpatterns += page_and_card("<slug:slug>/", "page", page_at)
