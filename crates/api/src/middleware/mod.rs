//! What happens around every request.

mod cors;
mod problem_details;
mod rate_limit;
mod request_context;
mod security_headers;

pub use cors::cors;
pub use problem_details::{prefers_chinese, problem_details, unknown_route};
pub use rate_limit::{Limiters, RateLimits, address, rate_limit};
pub use request_context::{RequestId, request_context};
pub use security_headers::{framed_by, security_headers};
