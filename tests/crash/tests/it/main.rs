mod database_loss;
mod indexing;
mod killed;
mod two_nodes;
