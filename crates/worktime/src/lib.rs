//! Working time: calendars with several intervals a day, holidays and special working days, and clocks that count by them.
//! Pure: no tables, no present moment of its own.
//!
//! What counts is `W`: the intervals of the day if the date is special, none if it is a holiday, else those of the weekday,
//! and of them what lies in no pause. A clock that begins at an instant is due at the earliest one up to which as much of
//! `W` has passed as the target says; what has elapsed between two instants is the measure of `W` between them. All spans
//! have their beginning and not their end. Days are cut in the zone of the calendar, and time is counted in instants, so a
//! day on which the clocks are changed has the hours that it really had.

mod calendar;
mod clock;
mod hours;
mod span;

pub use calendar::WorkCalendar;
pub use hours::{BadHours, Hours};
pub use span::Span;
