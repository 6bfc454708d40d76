-- AlterTable
ALTER TABLE "Integration" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;
