# Two images from one source: `perennial` (the binary, which can also serve the web files by itself) and
# `web` (Caddy in front of several nodes). The RUN lines that build are the ones that `cargo xtask` uses; a
# test compares them.

FROM rust:1.95.0-bookworm AS server-build
WORKDIR /source
COPY . .
RUN cargo build --locked --release --package server

FROM node:20-bookworm-slim AS web-build
WORKDIR /source/web
COPY openapi /source/openapi
COPY web .
RUN npm ci
RUN npm run build

FROM debian:bookworm-slim AS perennial
# Certificates, to call webhooks and to send mail over TLS.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/perennial --create-home perennial
COPY --from=server-build /source/target/release/perennial /usr/local/bin/perennial
COPY --from=web-build /source/web/dist /usr/share/perennial/web
ENV PERENNIAL_LISTEN=0.0.0.0:8080 \
    PERENNIAL_DATA_DIR=/var/lib/perennial \
    PERENNIAL_WEB_DIR=/usr/share/perennial/web
USER perennial
WORKDIR /var/lib/perennial
VOLUME /var/lib/perennial
EXPOSE 8080
ENTRYPOINT ["perennial"]
CMD ["serve"]

FROM caddy:2 AS web
COPY deploy/Caddyfile /etc/caddy/Caddyfile
COPY --from=web-build /source/web/dist /srv
