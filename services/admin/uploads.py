"""All uploads that a page has and had: pictures, documents. An owner can erase one, from everywhere."""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.accounts.roles import is_owner
from services.baking.bake import remove_upload
from services.content.text import is_empty
from services.content.types import PictureType, uploads_in
from services.models import Erasure, Publication
from services.publishing.erase_uploads import erase_upload
from services.publishing.snapshot import freeze, load
from services.uploads import named


@dataclass(frozen=True)
class UploadEntry:
    """A picture or document that a page has or had; `text` is what was last said about it."""

    name: str
    text: str
    is_picture: bool
    is_current: bool
    erasure: Erasure | None

    @property
    def upload(self):
        """Its files."""
        return named(self.name)


def entries_of(row):
    """The `UploadEntry`s of a page's working copy and publications, the newest first."""
    publications = Publication.objects.filter(page_key=row.key, retired=False)
    now, before = freeze(row), [load(one.kind, one.content) for one in publications]
    current = {getattr(holder, field.name) for holder, field, _prefix in uploads_in(now)}
    known = {}
    for content in [now, *before]:
        for holder, field, _prefix in uploads_in(content):
            if named(name := getattr(holder, field.name)):
                text = getattr(holder, f"{field.name}_text", "")
                known.setdefault(name, (text, isinstance(field.type, PictureType)))
    erasures = Erasure.objects.in_bulk(list(known), field_name="file")
    return [
        UploadEntry(name, text, is_picture, name in current, erasures.get(name))
        for name, (text, is_picture) in known.items()
    ]


def uploads_view(model_admin, request, obj):
    """The page of all uploads that a page had; POST erases one."""
    may_erase = is_owner(request.user)
    if not model_admin.has_view_or_change_permission(request, obj):
        raise PermissionDenied
    entries = entries_of(obj)
    refused = ""
    if request.method == "POST":
        if not may_erase:
            raise PermissionDenied
        reason = request.POST.get("reason", "").strip().replace("\0", "")
        names = [entry.name for entry in entries if not entry.erasure]
        name = request.POST.get("upload", "")
        if name not in names:
            return HttpResponseRedirect(request.path)  # sent twice: it shows the marker now
        fits = len(reason) <= Erasure._meta.get_field("reason").max_length
        if fits and not is_empty(reason):
            erase_upload(name, by=request.user, reason=reason, now=timezone.now())
            done = _("Patients no longer see it.")
            transaction.on_commit(partial(remove_upload, name))
            transaction.on_commit(partial(model_admin.renew_pages, request, _("Deleted."), done))
            return HttpResponseRedirect(request.path)
        refused = name
    context = {
        **model_admin.context_of(request, obj),
        "title": _("Files of “%(name)s”") % {"name": obj},
        "entries": entries,
        "may_erase": may_erase,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/uploads.html", context)
