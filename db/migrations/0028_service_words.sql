-- Why: patients read what a clinic offers in their own language; what is not given in it is read in the clinic's first one.
alter table services
  -- By language: {"es": {"name": "Revisión de la piel", "questions": [{"id": "where", "label": "¿Dónde está el lunar?"}]}}
  add column translations jsonb not null default '{}',
  add constraint services_translations_object check (jsonb_typeof(translations) = 'object');
