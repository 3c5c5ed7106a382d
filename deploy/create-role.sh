#!/bin/sh
# Runs once, on the empty database. The product's role is no superuser and owns only its own database, so
# that row-level security binds it.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set password="$PERENNIAL_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE perennial LOGIN PASSWORD :'password' NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
CREATE DATABASE perennial OWNER perennial;
SQL
