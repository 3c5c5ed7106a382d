mod outbox;
mod queue;
