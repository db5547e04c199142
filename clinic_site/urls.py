"""Every address of the site: staff's side, and the public pages of `services`."""

from django.contrib import admin
from django.urls import include, path

from services.accounts.welcome import Welcome
from services.reviews.page import review_page

urlpatterns = [
    path("admin/welcome/<uidb64>/<token>/", Welcome.as_view(), name="welcome"),
    path("admin/review/<token>/", review_page, name="review"),
    path("admin/", admin.site.urls),
    path("", include("services.web.urls")),
]

handler400 = "services.web.views.bad_request"
handler404 = "services.admin.site.not_found"
handler500 = "services.web.views.server_error"
