import { invariant } from '../../kit/problem.ts'
import type { BookingVendor } from '../../providers/bookings/port.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import type { ApplyDelivery } from '../connections/sweep-deliveries.ts'
import { applyBookingNotice } from './apply-booking-notice.ts'
import { isNewsWhenRepeated } from './appointment.ts'

/** What the sweeper of deliveries does with those of a booking vendor. */
export function applyBookingDelivery(vendor: BookingVendor): ApplyDelivery {
  return async (tx, actor, delivery) => {
    const read = vendor.read(delivery.rawBody, delivery.contentType)
    if (!read.ok) return { status: 'failed', trigger: read.trigger, reason: read.reason }
    const clinic = await findClinic(tx)
    invariant(clinic, 'a delivery without a clinic')
    const { notice } = read
    const applied = await applyBookingNotice(tx, actor, {
      clinic,
      vendor: vendor.vendor,
      connectionId: delivery.connectionId,
      notice,
      receivedAt: delivery.receivedAt,
      lastReceivedAt: delivery.lastReceivedAt,
      isReplay: delivery.isReplay,
    })
    return { trigger: notice.trigger, isNewsWhenRepeated: isNewsWhenRepeated(notice), ...applied }
  }
}
