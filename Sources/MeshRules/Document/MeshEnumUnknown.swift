import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshEnumUnknown = Rule(
        .meshEnumUnknown, .error, .rejected,
        summary: "an enumeration has no such value",
        rationale: """
            istiod refuses the whole document for one unknown name; case counts. A number without a name is taken, \
            and what it does is anybody's guess.
            """,
        fix: "Write one of the names that the message lists, in capitals as they stand there.",
        sources: [.istio("protomarshal.ApplyJSON"), .istio("ApplyMeshConfig")],
        examples: [
            .valid("a name", "accessLogFile: /dev/stdout\naccessLogEncoding: JSON"),
            .valid("the number of a name", "accessLogEncoding: 1"),
            .invalid(
                "lower case",
                """
                accessLogFile: /dev/stdout
                accessLogEncoding: json  # ✗ must be one of TEXT, JSON, not "json"
                """),
            .invalid("a number without a name", "accessLogEncoding: 7  # ✗ must be one of TEXT, JSON, not 7"),
            .invalid(
                "of a later release",
                """
                outboundTrafficPolicy:
                  mode: ALLOW_ANY_DYNAMIC_DNS  # ✗ ALLOW_ANY_DYNAMIC_DNS exists from Istio 1.30 on; this mesh runs 1.24
                """, in: .v1_24),
        ],
        check: .reading)
}
