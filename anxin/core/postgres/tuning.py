"""The settings of the embedded PostgreSQL: two cores, some gigabytes, and nothing private in its log."""

TUNING = """\
listen_addresses = ''
port = 5432
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 256MB
work_mem = 8MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
wal_compression = on
max_wal_size = 2GB
idle_in_transaction_session_timeout = 60s
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_checkpoints = off
# A statement or a detail may hold what a person wrote, so neither is ever logged.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""
