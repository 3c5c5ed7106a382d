//! The rows of a stored file, batch after batch, in bounded memory: pieces come out of the database on one side,
//! the reader runs on a thread of its own, and both wait when the other side is slow.

use super::BATCH;
use crate::{
    entity::import_chunk,
    file::{Format, OpenError, Reader, Row},
};
use kernel::{Caller, Db, Error, WorkspaceTx, ids::ImportId};
use sea_orm::{ColumnTrait, QueryFilter};
use std::io::{self, Read};
use tokio::sync::mpsc;

/// Pieces and batches that wait.
const AHEAD: usize = 2;

pub(super) type Batches = mpsc::Receiver<Result<Vec<Row>, Error>>;

pub(super) fn stream(
    db: Db,
    caller: Caller,
    import: ImportId,
    chunks: i32,
    format: Format,
) -> Batches {
    let (pieces, incoming) = mpsc::channel(AHEAD);
    let (batches, outgoing) = mpsc::channel(AHEAD);
    tokio::spawn(feed(db, caller, import, chunks, pieces));
    tokio::task::spawn_blocking(move || {
        read(Pieces { incoming, piece: Vec::new(), at: 0 }, format, &batches);
    });
    outgoing
}

/// Ends early when nobody reads any more.
async fn feed(
    db: Db,
    caller: Caller,
    import: ImportId,
    chunks: i32,
    pieces: mpsc::Sender<Result<Vec<u8>, Error>>,
) {
    for sequence in 0..chunks {
        let piece = load_piece(&db, caller.clone(), import, sequence).await;
        let failed = piece.is_err();
        if pieces.send(piece).await.is_err() || failed {
            return;
        }
    }
}

async fn load_piece(
    db: &Db,
    caller: Caller,
    import: ImportId,
    sequence: i32,
) -> Result<Vec<u8>, Error> {
    let tx = WorkspaceTx::read(db, caller).await?;
    let pieces =
        tx.find::<import_chunk::Entity>().filter(import_chunk::Column::ImportId.eq(import));
    let piece = pieces.filter(import_chunk::Column::Sequence.eq(sequence)).one(&tx.db).await?;
    piece.map(|piece| piece.bytes).ok_or_else(|| Error::internal("a piece of the file is missing"))
}

fn read(source: Pieces, format: Format, batches: &mpsc::Sender<Result<Vec<Row>, Error>>) {
    if let Err(error) = send_all(source, format, batches) {
        // If nobody listens any more there is nobody to tell.
        let _ = batches.blocking_send(Err(error));
    }
}

fn send_all(
    source: Pieces,
    format: Format,
    batches: &mpsc::Sender<Result<Vec<Row>, Error>>,
) -> Result<(), Error> {
    let mut reader = match Reader::open(source, format) {
        Ok(reader) => reader,
        Err(OpenError::Io(error)) => return Err(Error::internal(error)),
        // The upload has found this out; nobody runs such a file.
        Err(OpenError::Header(_)) => {
            return Err(Error::internal("the file's header can't be used"));
        }
    };
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(row) = reader.next_row().map_err(Error::internal)? {
        batch.push(row);
        if batch.len() == BATCH && batches.blocking_send(Ok(std::mem::take(&mut batch))).is_err() {
            return Ok(());
        }
    }
    if !batch.is_empty() {
        let _ = batches.blocking_send(Ok(batch));
    }
    Ok(())
}

struct Pieces {
    incoming: mpsc::Receiver<Result<Vec<u8>, Error>>,
    piece: Vec<u8>,
    at: usize,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            match self.incoming.blocking_recv() {
                Some(Ok(piece)) => (self.piece, self.at) = (piece, 0),
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Ok(0),
            }
        }
        let count = buffer.len().min(self.piece.len() - self.at);
        buffer[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
