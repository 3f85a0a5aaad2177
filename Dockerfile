# The image for amd64 and arm64: docker buildx build --platform linux/amd64,linux/arm64 .
# `make image` makes the same image without Docker, for the machine's own architecture.
FROM swift:6.3.1-bookworm AS build
RUN apt-get update && apt-get install --yes --no-install-recommends libssl-dev zlib1g-dev libyaml-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
RUN swift package resolve
COPY Sources Sources
# Package.swift names test targets, which SwiftPM wants to see even when they are not built.
COPY Tests Tests
COPY image/link-options image/functions-in-use image/
RUN swift build --configuration release --product sekisho $(cat image/link-options) && \
    install -D --mode 0755 .build/release/sekisho /root-of-image/sekisho && \
    strip /root-of-image/sekisho
COPY image/passwd image/group /root-of-image/etc/
RUN ["/root-of-image/sekisho", "--version"]

FROM scratch
COPY --from=build /root-of-image /
# As in image/environment; image/README.md says why.
ENV GLIBC_TUNABLES=glibc.malloc.tcache_count=64
USER 65532:65532
ENTRYPOINT ["/sekisho"]
CMD ["serve"]
EXPOSE 8443 8080
LABEL org.opencontainers.image.title="sekisho" \
      org.opencontainers.image.description="Refuses a broken Istio mesh configuration before it reaches the cluster" \
      org.opencontainers.image.source="https://github.com/sekisho-dev/sekisho" \
      org.opencontainers.image.licenses="Apache-2.0"
