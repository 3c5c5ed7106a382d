//! What the process says of itself: log lines, and traces for an OpenTelemetry collector where there is one.

use crate::configuration::{Configuration, LogFormat};
use anyhow::{Context as _, bail};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use std::io::IsTerminal as _;
use tracing_subscriber::{
    EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

const SERVICE: &str = "perennial";

/// Runs as long as it is kept; what is still to be sent goes out when it is dropped.
pub struct Telemetry {
    traces: Option<SdkTracerProvider>,
}

impl Telemetry {
    /// Outside the asynchronous runtime: traces are sent by a thread of their own that blocks.
    pub fn start(configuration: &Configuration) -> anyhow::Result<Self> {
        let filter = EnvFilter::try_new(&configuration.log).unwrap_or_else(|_| "info".into());
        let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
        let lines = match configuration.log_format {
            LogFormat::Text => {
                lines.with_target(false).with_ansi(std::io::stderr().is_terminal()).boxed()
            }
            LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).boxed(),
        };
        let traces = configuration.otlp_endpoint.as_deref().map(traces_to).transpose()?;
        let spans = traces.as_ref().map(|traces| {
            tracing_opentelemetry::layer().with_tracer(traces.tracer(SERVICE)).with_location(false)
        });
        tracing_subscriber::registry().with(filter).with(lines).with(spans).init();
        Ok(Self { traces })
    }
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(traces) = &self.traces
            && let Err(error) = traces.shutdown()
        {
            tracing::warn!(error = %error, "the last traces were not sent");
        }
    }
}

fn traces_to(collector: &str) -> anyhow::Result<SdkTracerProvider> {
    if !(collector.starts_with("http://") || collector.starts_with("https://")) {
        bail!(
            "OTEL_EXPORTER_OTLP_ENDPOINT must begin with http:// or https://, such as http://localhost:4318"
        );
    }
    let exporter = SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(format!("{}/v1/traces", collector.trim_end_matches('/')))
        .build()
        .context("traces can't be sent: check OTEL_EXPORTER_OTLP_ENDPOINT")?;
    let resource = Resource::builder()
        .with_service_name(SERVICE)
        .with_attribute(opentelemetry::KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
    Ok(SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_resource(resource.build())
        .build())
}
