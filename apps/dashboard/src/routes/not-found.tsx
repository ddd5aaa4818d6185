import { Link } from '@tanstack/react-router'
import { Alone } from '../parts/alone.tsx'

export function NotFound() {
  return (
    <Alone title="There is nothing here" about="The address is wrong, or what it led to was moved.">
      <Link to="/" className="text-link">
        Go to today’s appointments
      </Link>
    </Alone>
  )
}
