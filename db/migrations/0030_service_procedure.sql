-- Why: what a service does was read from the words of its name, so that LASIK got the aftercare of a laser on the skin. Now staff say
-- it; texts of care name the clinician who approved them; what is told of a visit has a second way; and who has not come again is found without walking through everybody.
alter table services
  -- The procedure whose care plan its visits have. Null: nobody has said it yet; `none`: it has none.
  add column procedure text,
  add constraint services_procedure_known check (procedure in (
    'botox', 'filler', 'laser', 'chemical_peel', 'hydrafacial', 'hair_transplant', 'dental_hygiene', 'consultation', 'none'));

-- Row-level security is forced on its owner too, except while this runs.
alter table services no force row level security;

-- As their names were read until now, but where a name says that it is another thing. Hair is what a laser for the skin removes;
-- a laser or a filler for teeth and gums, for what is inside or for joints is another procedure.
with named as (
  select clinic_id, id, lower(name) as name
  from services
), told as (
  select *, name ~ '\mdental|\mtooth|\mteeth|\mdiente|\mmuela|\mcaries|odon[ct]|\mgums?\M|gingiv|\menc[ií]a|whiten|blanque|\mvagin|\mvulv|\mpr[oó]stat|\mha?emorr|\mjoint|\marticula|intra-?articul|\mknee|\mrodilla|\mhip\M|\mcadera|\mshoulder|\mhombro|\mankle|\mtobillo|arthr|\martr[io]'
      and name !~ '\mhair|\mvello|depilaci[oó]n' as is_elsewhere
  from named
  where name !~ '\mlasik|\mprk\M|\meye|\mojo|\mocular|dissol|disolver|hyaluronidas|hialuronidas|\mtattoo|\mtatuaje|\mvein|\mvena|\mv[aá]rice'
    and (name !~ 'remov|eliminaci[oó]n|retirada|\mquitar\M' or name ~ '\mhair|\mvello|depilaci[oó]n')
)
update services s
set procedure = case
    when t.name ~ 'consult|valoraci[oó]n' and t.name ~ 'hair transplant|tran?splante|injerto capilar' then 'hair_transplant'
    when t.name ~ 'consult|valoraci[oó]n' then 'consultation'
    when t.name ~ 'hydra ?facial' then 'hydrafacial'
    when t.name ~ 'peel(ing)?\M|exfoliaci[oó]n qu[ií]mica' then 'chemical_peel'
    when t.name ~ 'botox|botulin|\mtoxin|neurotoxin|dysport|xeomin|wrinkle relax' then 'botox'
    when not t.is_elsewhere and t.name ~ 'filler|relleno|juv[eé]derm|restylane|hyaluron|hialur[oó]nico' then 'filler'
    when not t.is_elsewhere and t.name ~ 'laser|l[aá]ser|\mipl\M|depilaci[oó]n' then 'laser'
    when t.name ~ 'dental hygiene|teeth clean|hygienist|limpieza dental|higiene dental|profilaxis' then 'dental_hygiene'
  end
from told t
where s.clinic_id = t.clinic_id and s.id = t.id;

alter table services force row level security;

-- A version may be approved again, by another clinician: each time is kept.
alter table journey_approvals
  drop constraint journey_approvals_pkey,
  add primary key (clinic_id, journey_id, version, approved_at),
  -- The clinician who stands for texts of care; null: there were none, or it was approved before anybody was asked.
  add column practitioner_id uuid,
  -- SHA-256 of the texts as they were read, in hexadecimal digits.
  add column texts_hash text,
  add constraint journey_approvals_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id),
  add constraint journey_approvals_hash_shape check (texts_hash ~ '^[0-9a-f]{64}$');

-- The visits of a service that are so long ago that their patients should have come again.
create index appointments_last_visits on appointments (clinic_id, service_id, end_at, id) where status = 'fulfilled';

-- What WhatsApp has approved for what is told of a visit, when nobody has written there for a day.
create table notice_templates (
  clinic_id uuid not null references clinics,
  kind text not null,
  template text not null,
  -- What fills its gaps, in their order, with gaps of ours.
  parameters text[] not null,
  changed_by text,
  changed_at timestamptz not null,
  primary key (clinic_id, kind),
  constraint notice_templates_kind_known check (kind in ('confirmation', 'request_received', 'rescheduled', 'cancellation', 'rejection')),
  constraint notice_templates_name_shape check (template ~ '^[a-z0-9_]+$' and length(template) <= 512)
);
call close_to_clinic('notice_templates');
