use crate::work::{Answer, Work};
use actix_web::{HttpResponse, http::header, web::Bytes};
use exchange::export::{Cell, CsvWriter};
use futures::stream;
use kernel::{
    Caller, Db, Error, WorkspaceTx,
    page::{MAX_LIMIT, Page, PageRequest},
};

/// Rows of a list, as cells of a table.
pub type Rows = Page<Vec<Cell<'static>>>;

/// Where the export of a list stands: it is read page by page, each in a short transaction of its own, so that a
/// slow reader of a long file holds up nothing.
struct Export<F> {
    db: Db,
    caller: Caller,
    request: PageRequest,
    writer: CsvWriter,
    next_page: F,
    ready: Option<Rows>,
}

impl Work {
    /// The whole list as a CSV file that spreadsheets open safely, streamed. `next_page` is the list's own
    /// function, so that what is exported is what is seen. A list that can't be read answers a problem, because
    /// the first page is read before the answer begins.
    pub async fn csv<F>(
        self,
        file_name: &str,
        headers: &[String],
        sort: Option<String>,
        mut next_page: F,
    ) -> Answer
    where
        F: AsyncFnMut(&WorkspaceTx, &PageRequest) -> Result<Rows, Error> + 'static,
    {
        let request = PageRequest { limit: Some(MAX_LIMIT), sort, ..PageRequest::default() };
        let tx = WorkspaceTx::read(&self.db, self.caller.clone()).await?;
        let first = next_page(&tx, &request).await?;
        drop(tx);
        let writer = CsvWriter::new(headers.iter().map(String::as_str)).map_err(Error::internal)?;
        let export = Export {
            db: self.db,
            caller: self.caller,
            request,
            writer,
            next_page,
            ready: Some(first),
        };
        let disposition = format!("attachment; filename=\"{file_name}.csv\"");
        Ok(HttpResponse::Ok()
            .content_type("text/csv; charset=utf-8")
            .insert_header((header::CONTENT_DISPOSITION, disposition))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .streaming(stream::try_unfold(export, |export| Box::pin(export.step()))))
    }
}

impl<F> Export<F>
where
    F: AsyncFnMut(&WorkspaceTx, &PageRequest) -> Result<Rows, Error>,
{
    /// The bytes of the next page. An error here ends the stream early, which clients see as a broken download.
    async fn step(mut self) -> Result<Option<(Bytes, Self)>, Error> {
        let Some(page) = self.ready.take() else { return Ok(None) };
        for row in page.data {
            self.writer.row(row).map_err(Error::internal)?;
        }
        let bytes = self.writer.take().map_err(Error::internal)?;
        if let Some(cursor) = page.next_cursor {
            self.request.cursor = Some(cursor);
            let tx = WorkspaceTx::read(&self.db, self.caller.clone()).await?;
            self.ready = Some((self.next_page)(&tx, &self.request).await?);
        }
        Ok(Some((bytes.into(), self)))
    }
}
