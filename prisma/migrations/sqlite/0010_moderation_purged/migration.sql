-- AlterTable
ALTER TABLE "moderation_case" ADD COLUMN "purged_at" TEXT;
