import IstioSchema
import Validation

extension Rule {
    package static let imageTypeChanged = Rule(
        "image-type-changed", .note, .advice, change: .mesh,
        summary: "pods get another image of the proxy",
        rationale: """
            Pods that are made from then on pull another image, which must be in the registry for this release; pods \
            that run keep theirs.
            """,
        fix: "Look that the registry has the image before the next pod needs it.",
        sources: [.istio("ProxyImage"), .api("networking/v1beta1/proxy_config.proto ProxyImage")],
        examples: [
            .valid(
                "the default, written out", "defaultConfig: {image: {imageType: default}}", old: "enableTracing: true"),
            .invalid(
                "another",
                "defaultConfig: {image: {imageType: debug}}  # ✗ makes pods pull the image debug, where it was default",
                old: "defaultConfig: {image: {imageType: default}}"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages else { return }
        let before = imageType(old)
        let after = imageType(new)
        guard before != after, let config = new.message("defaultConfig") else { return }
        let place = config.message("image")?.place(of: "imageType") ?? config.here
        report.add(
            "makes pods pull the image \(DiagnosticText.shown(after)), where it was \(DiagnosticText.shown(before))",
            atKeyOf: place)
    }
}

private func imageType(_ mesh: Message) -> String {
    let type = mesh.message("defaultConfig")?.message("image")?.string("imageType")?.value ?? ""
    return type.isEmpty ? "default" : type
}
