/**
 * What the simulation knows by itself, in tables of its own beside the program's: what became of each row and in which
 * order, what people said, and what reached their phones. The invariants compare it with what the program wrote.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import type { ReachedSomebody } from './text-messages.ts'

const SCHEMA = `
  create schema simulation;
  grant usage on schema simulation to public;
  create table simulation.people (clinic_id uuid, number integer, name text, phone text, email text, whatsapp text, region text, primary key (clinic_id, number));
  create index on simulation.people (clinic_id, phone);
  create index on simulation.people (clinic_id, email);
  -- What somebody wrote of being written to; it counts from from_at, when the program has surely read it.
  create table simulation.said (clinic_id uuid, phone text, word text, at timestamptz, from_at timestamptz);
  create index on simulation.said (clinic_id, phone);
  -- What somebody got, by number or address; the clinic is that of whose number it is.
  create table simulation.reached (clinic_id uuid, channel text, address text, message_id uuid, at timestamptz, text text);
  create index on simulation.reached (message_id);
  create index on simulation.reached (at);
  -- What began to go out since the last look, with the person's root and whoever is merged into it, in the order of the locks.
  create unlogged table simulation.sends (n bigint, at timestamptz, clinic_id uuid, id uuid, kind text, purpose text, channel text, to_address text,
    appointment_id uuid, is_talk boolean, contact_id uuid, family uuid[]);
  -- Each state that a row came to, in the order of the locks under which that was decided.
  create table simulation.turns (n bigserial primary key, of text, clinic_id uuid, id uuid, was text, now text, at timestamptz, about jsonb);
  create index on simulation.turns (id);
  create index on simulation.turns (at);

  create function simulation.note_turn() returns trigger language plpgsql security definer as $$
  begin
    insert into simulation.turns (of, clinic_id, id, was, now, at)
    values (tg_argv[0], new.clinic_id, new.id, case when tg_op = 'UPDATE' then old.status end, new.status, new.updated_at);
    return null;
  end $$;
  create function simulation.note_event() returns trigger language plpgsql security definer as $$
  begin
    insert into simulation.turns (of, clinic_id, id, now, at, about)
    values ('event', new.clinic_id, new.contact_id, new.type, new.recorded_at, new.payload);
    return null;
  end $$;
  -- For the looks alone, by what the program never asks by: its own statements find no help in them.
  create index simulation_recorded on events (recorded_at);
  create index simulation_created on messages (created_at);
  create index simulation_visit on messages ((appointment_id::text));
  create index simulation_updated on touchpoints (updated_at);
  create index simulation_ended on enrollments (ended_at);
  create index simulation_known on contact_identifiers (created_at);
  create index simulation_received on inbound_deliveries (received_at);
  create index simulation_blocked on appointment_allocations (upper(blocked));
  create index simulation_start on appointments (start_at);

  create trigger simulation_new after insert on touchpoints for each row execute function simulation.note_turn('touchpoint');
  create trigger simulation_turn after update of status on touchpoints for each row when (old.status is distinct from new.status)
    execute function simulation.note_turn('touchpoint');
  create trigger simulation_new after insert on messages for each row execute function simulation.note_turn('message');
  create trigger simulation_turn after update of status on messages for each row when (old.status is distinct from new.status)
    execute function simulation.note_turn('message');
  create trigger simulation_event after insert on events for each row when (new.type in ('appointment.booked', 'appointment.rescheduled', 'contact.consent_changed'))
    execute function simulation.note_event();`

export interface Reached extends ReachedSomebody {
  clinicId: string
}

export interface Said {
  clinicId: string
  phone: string
  word: 'stop' | 'start' | 'else'
  at: Temporal.Instant
  fromAt: Temporal.Instant
}

/** Asks for rows, as superuser. */
// biome-ignore lint/suspicious/noExplicitAny: rows of every shape.
export type Rows = (text: string, values?: readonly unknown[]) => Promise<any[]>

/** Where it is looked through. */
export interface Onlooker {
  rows: Rows
  /** Everything as it is at this moment, to be looked at while it goes on; until it is let go. One at a time. */
  freeze(): Promise<{ rows: Rows; letGo(): Promise<void> }>
  close(): Promise<void>
}

/** Where it is written. */
export interface Ledger {
  rows: Rows
  /** Kept until they are written with the next `write`. */
  reached: Reached[]
  said: Said[]
  write(): Promise<void>
  close(): Promise<void>
}

/** Makes it, once in a database. As superuser, past row-level security: for looking, not for doing. */
export async function openLedger(connection: pg.ClientConfig): Promise<Onlooker> {
  const [admin, onlooker] = await Promise.all([connect(connection), connect(connection)])
  await admin.query(SCHEMA)
  return {
    rows: rowsOf(admin),
    async freeze() {
      await onlooker.query('begin isolation level repeatable read; select pg_current_snapshot()')
      return { rows: rowsOf(onlooker), letGo: async () => void (await onlooker.query('commit')) }
    },
    async close() {
      await Promise.all([admin.end(), onlooker.end()])
    },
  }
}

export async function joinLedger(connection: pg.ClientConfig): Promise<Ledger> {
  const admin = await connect(connection)
  const ledger: Ledger = {
    rows: rowsOf(admin),
    reached: [],
    said: [],
    async write() {
      const { reached, said } = ledger
      ledger.reached = []
      ledger.said = []
      const texts = [
        [
          'insert into simulation.reached select * from jsonb_to_recordset($1) as r(clinic_id uuid, channel text, address text, message_id uuid, at timestamptz, text text)',
          reached.map(({ clinicId, messageId, at, ...one }) => ({
            ...{ clinic_id: clinicId, message_id: messageId, at: at.toString() },
            ...one,
          })),
        ],
        [
          'insert into simulation.said select * from jsonb_to_recordset($1) as s(clinic_id uuid, phone text, word text, at timestamptz, from_at timestamptz)',
          said.map(({ clinicId, at, fromAt, ...one }) => ({
            ...{ clinic_id: clinicId, at: at.toString(), from_at: fromAt.toString() },
            ...one,
          })),
        ],
      ] as const
      for (const [text, rows] of texts) if (rows.length > 0) await admin.query(text, [JSON.stringify(rows)])
    },
    close: () => admin.end(),
  }
  return ledger
}

async function connect(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(connection)
  // The server may be stopped beneath it; whoever asks next is told.
  client.on('error', () => {})
  await client.connect()
  return client
}

function rowsOf(client: pg.Client): Rows {
  return async (text, values = []) =>
    (await client.query({ name: nameOf(text), text, values: values.map(toWire) })).rows
}

/** Planned once: what is due is asked for at each jump of the clock. */
function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function toWire(value: unknown): unknown {
  return value instanceof Temporal.Instant ? value.toString() : value
}
