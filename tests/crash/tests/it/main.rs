mod database_loss;
mod killed;
mod two_nodes;
