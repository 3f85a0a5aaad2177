/// How large a text may be before it is refused unread.
///
/// The reader works on text that anybody with write access to a ConfigMap chose.
package struct DocumentLimits: Sendable {
    /// UTF-8 bytes of one text. The API server keeps `data` of a ConfigMap under 1 MiB; ProxyConfigs end at 3 MiB.
    package var maximumBytes = 4 << 20

    /// Levels of nesting. The deepest path of Istio's schema has 9; libyaml's time grows with depth × tokens
    /// (0.8 MB at depth 900 takes 1.7 s), and a recursive reader needs about 300 bytes of stack a level.
    package var maximumDepth = 64

    /// Values of one text, those reached through aliases counted each time. The largest mesh configuration seen in the
    /// field has under 2,000; a value costs about 150 bytes, so that the worst document stays under 16 MiB.
    package var maximumNodes = 100_000

    package init() {}

    package static let standard = DocumentLimits()

    /// For an admission review, which holds an object twice, once more in `last-applied-configuration`, and `managedFields`.
    ///
    /// 16 MiB: a ConfigMap of 1 MiB of `<` on UPDATE is a review of 12 to 15 MiB, as Go writes `<` in six bytes.
    /// 400,000 values: a ConfigMap of 1 MiB has at most 150,000 keys, and `managedFields` names each again.
    package static let review = {
        var limits = DocumentLimits()
        limits.maximumBytes = 16 << 20
        limits.maximumNodes = 400_000
        return limits
    }()
}
