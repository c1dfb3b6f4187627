# A worker or a nightly run: docker build -t issue-exporter . ; see docs/operations.md.
FROM debian:bookworm-slim

COPY scripts/install /tmp/install
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 python3-venv $(/tmp/install --packages) \
    && rm -rf /var/lib/apt/lists/* /tmp/install

COPY pyproject.toml README.md LICENSE /src/
COPY exporter /src/exporter
COPY styles /src/styles
RUN python3 -m venv /opt/exporter \
    && /opt/exporter/bin/pip install --no-cache-dir '/src[archive]' \
    && rm -rf /src

ENV PATH=/opt/exporter/bin:$PATH LANG=C.UTF-8
RUN useradd --create-home exporter && exporter doctor
USER exporter
WORKDIR /home/exporter
ENTRYPOINT ["exporter"]
CMD ["--help"]
