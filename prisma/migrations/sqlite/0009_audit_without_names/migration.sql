-- The log holds accounts, never names: names are looked up when it is read, and go with their person.
DROP TRIGGER "audit_no_update";
UPDATE "audit" SET "display_name" = '';
CREATE TRIGGER "audit_no_update" BEFORE UPDATE ON "audit" BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
