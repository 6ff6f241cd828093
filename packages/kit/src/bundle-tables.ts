/** Everything that the bundle puts into a database, by name: for taking it out again without a trace. */

/** Triggers, and PostgreSQL's functions of the same names, by their beginnings; the names of earlier releases too. */
export const TRIGGER_PREFIXES = [
  'inprint_',
  'ordering_v',
  'changes_v',
  'mentioned_',
  'availability_material_titles_',
  'translation_desk_titles_',
] as const;

/** Tables of the plugins' own. Each after those that point at it. */
export const TABLES = [
  'inprint_changes',
  'inprint_mentions',
  'inprint_page_mentions',
  'inprint_unread_texts',
  'inprint_releases',
  'availability_material_titles',
  'availability_decisions',
  'availability_locale_decisions',
  'ordering_order_lines',
  'ordering_order_events',
  'ordering_orders',
  'ordering_ledger',
  'ordering_requests',
  'ordering_refusals',
  'ordering_outbox',
  'ordering_feed_batches',
  'ordering_waitlist',
  'ordering_counts',
  'ordering_low_stock',
  'ordering_movements',
  'ordering_downloads',
  'ordering_rate_limits',
  'ordering_changed_materials',
  'ordering_material_actions',
  'ordering_changed_pages',
  'ordering_pages',
  'translation_desk_titles',
  'translation_desk_job_entries',
  'translation_desk_jobs',
  'translation_desk_states',
  'translation_desk_origins',
  'translation_desk_notes',
  'translation_desk_texts',
  'translation_desk_entries',
  'typo3_import_records',
  'typo3_import_files',
  'typo3_import_runs',
] as const;

/** Indexes on the application's own tables, by their beginnings. */
export const INDEX_PREFIXES = ['inprint_', 'mentioned_', 'availability_desk_', 'availability_material_titles'] as const;

/** Indexes on the application's own tables that are called after the table. */
export const INDEX_SUFFIXES = [
  '_edition_unique',
  '_order_number_unique',
  '_availability_index',
  '_replaced_by_index',
] as const;
