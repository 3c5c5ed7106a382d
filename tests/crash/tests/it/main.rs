mod database_loss;
mod killed;
