-- The log holds accounts, never names: names are looked up when it is read, and go with their person.
DROP TRIGGER audit_no_change ON "audit";
UPDATE "audit" SET "display_name" = '';
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
