//! Statistics that several domains share: pure, without tables. It begins with how sure a share can be.

pub mod proportion;
pub mod quantile;
