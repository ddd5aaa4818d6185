import '../tasks/tasks.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { IconCheck, IconChecklist } from '../icons.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { type StaffTask, staffTasksQuery } from '../tasks/task-queries.ts'

/** What journeys ask of staff, until somebody says that it is done. */
export function Tasks() {
  const tasks = useQuery(staffTasksQuery)
  const list = useRef<HTMLUListElement>(null)
  const close = useClose((id) => focusNext(list.current, id))
  return (
    <Page title="Tasks" about="What journeys ask of you: a call, a photo to look at, a question to answer.">
      <FormProblem error={close.error} />
      <Loaded query={tasks} skeleton={<Lines count={4} height={64} />}>
        {({ tasks }) =>
          tasks.length === 0 ? (
            <Empty icon={<IconChecklist size={28} stroke={1.5} />} title="Nothing to do">
              <p>A journey puts a task here when it needs a person.</p>
            </Empty>
          ) : (
            <ul className="card-list" ref={list}>
              {tasks.map((task) => (
                <TaskRow
                  key={task.id}
                  task={task}
                  isBusy={close.isPending && close.variables.id === task.id}
                  onDone={() => close.mutate(task)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function TaskRow({ task, isBusy, onDone }: { task: StaffTask; isBusy: boolean; onDone: () => void }) {
  const may = useMay('contacts:write')
  const time = useClinicTime()
  return (
    <li className="task-row" data-task={task.id}>
      <div className="row-main">
        <span className="task-title">
          <strong>{task.title}</strong>
          {task.is_urgent && <StateWord tone="bad">Urgent</StateWord>}
        </span>
        {task.detail && <span className="as-written">{task.detail}</span>}
        <span className="muted">
          {task.contact_id && task.contact_name && (
            <>
              <Link to="/patients/$id" params={{ id: task.contact_id }} className="text-link">
                {task.contact_name}
              </Link>
              {' · '}
            </>
          )}
          {task.journey && `${task.journey} · `}
          {time.ago(task.created_at)}
        </span>
      </div>
      <GuardedButton
        may={may}
        variant="default"
        loading={isBusy}
        leftSection={<IconCheck size={16} />}
        aria-label={`Done: ${task.title}`}
        onClick={onDone}
      >
        Done
      </GuardedButton>
    </li>
  )
}

function useClose(onClosed: (id: string) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: StaffTask) =>
      answer(api.POST('/api/staff-tasks/{id}/close', { params: { path: { id } } })),
    onSuccess: async (_, { id, title }) => {
      onClosed(id)
      say('Done', title)
      await Promise.all(
        ['staff-tasks', 'tasks', 'timeline'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
}

/** The row goes away with its button: the next one has the focus. */
function focusNext(list: HTMLElement | null, id: string): void {
  const row = list?.querySelector(`[data-task="${id}"]`)
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  next?.querySelector<HTMLElement>('button')?.focus()
}
