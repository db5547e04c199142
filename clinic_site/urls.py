"""Every address of the site: staff's side, and the public pages of `services`."""

from django.contrib import admin
from django.urls import include, path

from services.admin.review_page import review_page
from services.admin.welcome import Welcome

urlpatterns = [
    path("admin/welcome/<uidb64>/<token>/", Welcome.as_view(), name="welcome"),
    path("admin/review/<token>/", review_page, name="review"),
    path("admin/", admin.site.urls),
    path("", include("services.urls")),
]

handler400 = "services.views.bad_request"
handler404 = "clinic_site.staff.not_found"
handler500 = "services.views.server_error"
