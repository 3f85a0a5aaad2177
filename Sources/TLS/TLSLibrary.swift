import COpenSSL

/// The OpenSSL that this program runs with.
package enum TLSLibrary {
    /// Its version: `3.0.22`.
    package static var version: String { OpenSSL_version(OPENSSL_VERSION_STRING).map { String(cString: $0) } ?? "" }
}
