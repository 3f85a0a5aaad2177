/// How large a text may be before it is refused.
///
/// The reader works on text that anybody with write access to a ConfigMap chose.
package struct DocumentLimits: Sendable {
    /// UTF-8 bytes of one text.
    ///
    /// The API server keeps `data` of a ConfigMap under 1 MiB, and a custom resource under 3 MiB.
    package var maximumBytes = 4 << 20

    /// Levels of nesting.
    ///
    /// The deepest path of Istio's schema has 9; Istio's reader stops at 10,000, which a recursive walk would need
    /// megabytes of stack for. 512 levels take about 1 MiB in a debug build; threads have 8 MiB.
    package var maximumDepth = 512

    /// Levels of nesting, summed over all values of a YAML text.
    ///
    /// libyaml compares each token with every open flow collection, and a value is two tokens and more (0.8 MB at depth
    /// 900 take 1.7 s): 8 million are 60 ms. A mesh configuration of 2,000 values has under 20,000.
    package var maximumWork = 8_000_000

    /// Values of one text.
    ///
    /// The largest mesh configuration seen in the field has under 2,000. A value costs about 150 bytes, so that the worst
    /// document stays under 8 MiB; and reading and judging it, at a microsecond or two a value, under 0.1 s.
    package var maximumNodes = 40_000

    /// Values of one text, those behind an alias counted each time that the alias stands.
    ///
    /// They share their memory until somebody walks the tree. Istio's reader starts to refuse at 400,000.
    package var maximumExpandedNodes = 100_000

    package init() {}

    package static let standard = DocumentLimits()
}
