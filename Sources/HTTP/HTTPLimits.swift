/// How much one connection may ask of this program.
///
/// Bounds are inclusive: a head of exactly `maximumHeadBytes` is read, one byte more is refused.
package struct HTTPLimits: Sendable {
    /// The request line, the field lines and the empty line after them.
    ///
    /// A head of kube-apiserver has 200 to 250 bytes. A bearer token in `Authorization` (AdmissionConfiguration with a
    /// kubeconfig) adds up to 4 KiB, a proxy or a mesh in between 1 to 2 KiB. Twice that, rounded up to a power of two.
    package var maximumHeadBytes = 16 * 1024

    /// The request target.
    ///
    /// RFC 9110 §4.1 asks for at least 8,000 bytes; ours has 22 (`/validate?timeout=10s`).
    package var maximumTargetBytes = 8000

    /// Field lines in a head, and separately in the trailers of chunked content.
    ///
    /// kube-apiserver sends 6, a tracing proxy adds about 20. Bounds the work of a lookup, which is linear.
    package var maximumFields = 64

    /// Content of a request, as sent and as inflated.
    ///
    /// The store of the API server takes objects of up to 1.5 MiB, JSON escapes a `<` in six bytes, and an UPDATE has the old
    /// and the new object: 18 MiB, and what stands around them. Measured are 18.7 MB: 1 MiB of `<` in `data`, 255 KiB in an
    /// annotation, 240 KiB in the name of an owner.
    package var maximumBodyBytes = 20 * 1024 * 1024

    /// Chunk extensions of one request, all chunks together.
    ///
    /// No client known sends any; without a bound a client makes the server read for ever (CVE-2023-39326).
    package var maximumChunkExtensionBytes = 1024

    /// The trailer section of one request, without line feeds.
    ///
    /// It is read and dropped; a checksum and a signature, the known uses, take a few hundred bytes.
    package var maximumTrailerBytes = 4 * 1024

    /// Bytes kept of pipelined requests while an earlier one waits for its answer.
    ///
    /// A server that answers before it reads again never meets this bound. kube-apiserver does not pipeline; a load
    /// generator with 64 requests of 1 KiB in flight fits.
    package var maximumPipelinedBytes = 64 * 1024

    /// Bytes that gzip content may inflate to for each byte sent, beyond `freeInflatedBytes`.
    ///
    /// JSON and YAML shrink 5 to 20 times, deflate can do 1,032. At 100 the largest body costs its sender 205 KiB.
    package var maximumInflationRatio = 100

    /// Inflated bytes that the ratio is not asked about: a short repetitive document shrinks well, and harms nobody.
    package var freeInflatedBytes = 64 * 1024

    package init() {}
}
