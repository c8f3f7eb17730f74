#!/bin/sh
# Lets copies of this server follow it, and bounds what it keeps for one that is away.
set -eu
echo "host replication $POSTGRES_USER all scram-sha-256" >> "$PGDATA/pg_hba.conf"
echo "max_slot_wal_keep_size = 4GB" >> "$PGDATA/postgresql.conf"
