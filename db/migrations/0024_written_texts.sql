-- Why: a text may be in the assistant's words. It is kept like any other, under the hash of what determines it, with where it
-- came from and what of a person it was written from; so is the approved text that went in its place, and why.
alter table composed_texts
  add column origin text not null default 'template',
  -- Objective, model and the preferences by id and kind. Not their values: what is erased is forgotten here too.
  add column because jsonb,
  add constraint composed_texts_origin_known check (origin in ('template', 'model', 'fallback')),
  add constraint composed_texts_because_told check ((origin = 'template') = (because is null));
