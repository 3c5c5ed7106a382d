//! What the black-box tests share: the real binary as a process, a receiver of webhooks, and a load of writes
//! that remembers what was acknowledged.

pub mod balancer;
pub mod load;
pub mod receiver;
pub mod server;
