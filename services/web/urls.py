"""The public addresses. They are promises: posts and printed codes lead to them."""

from django.urls import path, re_path

from services.content.picture import Picture

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("card-<slug:digest>.png", views.home_card, name="home_card"),
    path("treatments/", views.treatments, name="treatments"),
    path("treatments/card-<slug:digest>.png", views.treatments_card, name="treatments_card"),
    path("treatments/<slug:slug>/", views.treatment, name="treatment"),
    path(
        "treatments/<slug:slug>/card-<slug:digest>.png", views.treatment_card, name="treatment_card"
    ),
    path("visit/", views.visit, name="visit"),
    path("visit/card-<slug:digest>.png", views.visit_card, name="visit_card"),
    re_path(rf"^media/(?P<file>{Picture.FILE})$", views.media, name="media"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.icon, {"name": "favicon.ico"}),
    path("apple-touch-icon.png", views.icon, {"name": "apple-touch-icon.png"}),
]
