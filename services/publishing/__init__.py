"""From the working copy to what patients see: snapshot, publish, site.

`snapshot` turns rows into content and back; `publish` decides what patients see from when on; `site`
answers what they see at a moment.
"""
