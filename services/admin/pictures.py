"""All pictures that a treatment has and had. An owner can erase one, from everywhere."""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.accounts.roles import is_owner
from services.baking.bake import remove_picture
from services.content.picture import Picture
from services.content.text import is_empty
from services.models import Erasure, Publication
from services.publishing.erase_pictures import erase_picture


@dataclass(frozen=True)
class PictureEntry:
    """A picture that a page has or had; `text` is what was last said about it."""

    name: str
    text: str
    is_current: bool
    erasure: Erasure | None

    @property
    def picture(self):
        """Its files."""
        return Picture.named(self.name)


def pictures_of(treatment):
    """The `PictureEntry`s of a treatment's working copy and publications, the newest first."""
    texts = {treatment.picture: treatment.picture_text} if treatment.picture else {}
    publications = Publication.objects.filter(page=treatment.key, retired=False)
    for content in publications.values_list("content", flat=True):
        name = content.get("picture", "")
        if Picture.named(name):
            texts.setdefault(name, content.get("picture_text", ""))
    erasures = Erasure.objects.in_bulk(list(texts), field_name="picture")
    return [
        PictureEntry(name, text, name == treatment.picture, erasures.get(name))
        for name, text in texts.items()
    ]


def pictures_view(model_admin, request, obj):
    """The page of a treatment's pictures; POST erases one."""
    may_erase = is_owner(request.user)
    if not model_admin.has_view_or_change_permission(request, obj):
        raise PermissionDenied
    entries = pictures_of(obj)
    refused = ""
    if request.method == "POST":
        if not may_erase:
            raise PermissionDenied
        reason = request.POST.get("reason", "").strip().replace("\0", "")
        names = [entry.name for entry in entries if not entry.erasure]
        name = request.POST.get("picture", "")
        if name not in names:
            return HttpResponseRedirect(request.path)  # sent twice: it shows the marker now
        fits = len(reason) <= Erasure._meta.get_field("reason").max_length
        if fits and not is_empty(reason):
            erase_picture(name, by=request.user, reason=reason, now=timezone.now())
            done = _("Patients don’t see it any more.")
            transaction.on_commit(partial(remove_picture, name))
            transaction.on_commit(partial(model_admin.renew_pages, request, _("Erased."), done))
            return HttpResponseRedirect(request.path)
        refused = name
    context = {
        **model_admin.context_of(request, obj),
        "title": _("Pictures of “%(name)s”") % {"name": obj},
        "pictures": entries,
        "may_erase": may_erase,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/pictures.html", context)
