import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxyImageType = Rule(
        "proxy-image-type", .warning, .risky, in: .proxyImage, needs: ["imageType"],
        summary: "image.imageType is none of Istio's images",
        rationale: """
            The injector puts the type behind the tag: proxyv2:1.31.0-distorless. No pod starts where the registry has \
            no such image.
            """,
        fix: "Write default, debug or distroless, unless your own registry has images of another type.",
        sources: [.api("ProxyImage.image_type"), .istio("updateImageTypeIfPresent")],
        examples: [
            .valid("a type", "defaultConfig: {image: {imageType: distroless}}"),
            .valid("empty", "defaultConfig: {image: {imageType: ''}}"),
            .invalid(
                "a typo",
                """
                defaultConfig:
                  image:
                    imageType: distorless  # ✗ must be one of debug, default, distroless, not "distorless"
                """
            ),
            .invalid(
                "debug",
                "defaultConfig: {image: {imageType: debug}}  # ✗ puts the tools of the debug image into every proxy"),
        ]
    ) { image, report in
        guard let type = image.string("imageType"), type.isWritten else { return }
        switch type.value {
        case "", "default", "distroless": break
        case "debug": report.add("puts the tools of the debug image into every proxy", at: type, severity: .note)
        default:
            let near = NearName.nearest(to: type.value, among: ["debug", "default", "distroless"])
            report.add(
                "must be one of debug, default, distroless, not \"\(type.value.excerpt(32))\"", at: type,
                fix: near.map { "imageType: \($0)" })
        }
    }
}
