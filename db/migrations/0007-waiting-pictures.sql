-- Which pictures wait is asked every few seconds: without this, all of their bytes are read for it.
CREATE INDEX blob_by_mark ON blob (state, at_headoffice, hash);
