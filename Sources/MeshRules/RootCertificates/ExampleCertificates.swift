/// Certificates of nobody, for examples that are judged on 2026-11-23; their keys were thrown away.
enum ExampleCertificates {
    /// A self-signed CA, valid from 2026-01-01 to 2036-01-01.
    static let root = """
        -----BEGIN CERTIFICATE-----
        MIIBKjCB0aADAgECAggcARpsIuQNXzAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZy
        b290LWEwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAwMDAwWjARMQ8wDQYDVQQD
        DAZyb290LWEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ1OfMPG1VeV8DEXOMY
        KCWO5dMFOE3fGhK8b8GN9Ccej//wCORS2hf9tKZsU3rPvco9KVjZxZTiGt2Dc/3c
        YqxsoxMwETAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIHWG/XGD
        WXpoCK0NU0iydeo8+ZU4oQmbESbBA+UY2W/CAiEA4rWNPPVkEiFpEry2M43H8OFb
        V/GS4CHPASCh/2KSbTY=
        -----END CERTIFICATE-----
        """

    /// ``root`` in a block with another label, or with header fields.
    static func rootBlock(labelled label: String, header: String = "") -> String {
        let base64 = root.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
        return "-----BEGIN \(label)-----\n\(header)\(base64)\n-----END \(label)-----"
    }

    /// Another, with another key, valid to 2035-06-01.
    static let otherRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBKTCB0aADAgECAggx9PPOWoBi6DAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZy
        b290LWIwHhcNMjYwMTAxMDAwMDAwWhcNMzUwNjAxMDAwMDAwWjARMQ8wDQYDVQQD
        DAZyb290LWIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASyHIFAqxrbP+2UL9Cp
        9uxc9M/f9Z8jCJFERlrY+P3iloWUyPUu3lP00Yu8Jrj2we28m1OUFEGbyjp+KC5z
        C6jyoxMwETAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIAq9u7gF
        cPxsk2ejKc56+itkN0kB3A3bwKIU++/OqhfrAiBXpPfdCPQrka9YU1EYdNjWNdZ7
        E9e1sdZJoaAYhaUdRA==
        -----END CERTIFICATE-----
        """

    /// ``root`` again: the same key in a certificate that is valid to 2036-10-01.
    static let renewedRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBKjCB0aADAgECAggC1oS+5bjUaTAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZy
        b290LWEwHhcNMjYxMDAxMDAwMDAwWhcNMzYxMDAxMDAwMDAwWjARMQ8wDQYDVQQD
        DAZyb290LWEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ1OfMPG1VeV8DEXOMY
        KCWO5dMFOE3fGhK8b8GN9Ccej//wCORS2hf9tKZsU3rPvco9KVjZxZTiGt2Dc/3c
        YqxsoxMwETAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQC6Whb7
        V1u1ahiYBRIDHWYIK26jE6svTKLgimf8/nBBDwIgX5rq+JrZ0dW13Ahqp3p7JV0j
        a3AKGxr75JxuxhVd+JU=
        -----END CERTIFICATE-----
        """

    /// A CA that expired on 2021-01-01.
    static let expiredRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBLzCB1aADAgECAghx1esMr3AFXjAKBggqhkjOPQQDAjATMREwDwYDVQQDDAhy
        b290LW9sZDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBMxETAPBgNV
        BAMMCHJvb3Qtb2xkMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEGBFDMdcJq7Tk
        6fgQCrltNxXxWYg/whjw4FWOotV0IFcsC/UCRC/8V3RXXWa4/TAfiEP5lYQdskDT
        FvgH+acb0KMTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA
        i1Ca2GOokSnC0te+utbJkwvXPjVGcyNZ8+COjzIDfLECIQCh+LF97g5qtxpFW37i
        u/eKgXyg/zCIlLkViT+qb7UMKw==
        -----END CERTIFICATE-----
        """

    /// A CA that expires on 2026-12-10.
    static let endingRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBLzCB1aADAgECAghSFkJHEkmdCjAKBggqhkjOPQQDAjATMREwDwYDVQQDDAhy
        b290LWVuZDAeFw0yNjAxMDEwMDAwMDBaFw0yNjEyMTAwMDAwMDBaMBMxETAPBgNV
        BAMMCHJvb3QtZW5kMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf8etIgh3k2rn
        N2l31QVVWWuE9443zI/4o+ytCaQdWkwoNa2zqvMNJhBeZ+7jlKKhHDX/ypE4+u62
        rm3D988+7qMTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA
        ixg8fNlTjlIfMkO9N6bN208mp55vQLIsnWEl32HP2ZkCIQC6IyV/gV7FBrR1pee1
        uCMg0WQTP+y2Wq5PRMKdm+35ng==
        -----END CERTIFICATE-----
        """

    /// A CA that expires on 2027-02-01.
    static let agingRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBMjCB2aADAgECAggmUDkebhuRmjAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApy
        b290LWFnaW5nMB4XDTI2MDEwMTAwMDAwMFoXDTI3MDIwMTAwMDAwMFowFTETMBEG
        A1UEAwwKcm9vdC1hZ2luZzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDP3C1Gl
        vHOY0VAHjA0o591l9pCDui5jSjZv7cTjmSuQR5j/seufM8rtiEvJI7iTNZWadNN6
        enK/Ou0SfTTRPG2jEzARMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAw
        RQIhAK9IB2wS3hkoUUBb9483NKqk7yVQwIX+ADM47BOA7VczAiABEellAJujO547
        xPXWu9eYqKnk3Qfy0AuMZvyr2vAeaA==
        -----END CERTIFICATE-----
        """

    /// A CA that is not valid before 2027-01-01.
    static let futureRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBMDCB16ADAgECAggqkRR1RagpeDAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAly
        b290LW5leHQwHhcNMjcwMTAxMDAwMDAwWhcNMzcwMTAxMDAwMDAwWjAUMRIwEAYD
        VQQDDAlyb290LW5leHQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAThKjdms6e2
        Hx90B3rYGohTb/O/RNhE2o7vkzPTwxTpIXR/QUXO7RMwBVayof7uwosQOi50KpRs
        /QKGSXWICtY0oxMwETAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUC
        IQDUuJh5SKm7Zf+d7CaFhG6X6N4gu4hkqmRDUK/FfkOkHQIgeqMCTuYvGIKpTk9i
        RPAqDbPT/eCFiUOq9zcTW8PCE6o=
        -----END CERTIFICATE-----
        """

    /// A certificate with `CA:FALSE`.
    static let leaf = """
        -----BEGIN CERTIFICATE-----
        MIIBLDCB0qADAgECAgg6VRgE0Im4iTAKBggqhkjOPQQDAjATMREwDwYDVQQDDAh3
        b3JrbG9hZDAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMBMxETAPBgNV
        BAMMCHdvcmtsb2FkMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVK+6VKD0Rtfm
        akHT/tmrzQx8Cibws+uHjTyZbuRHHA5gjjv2Jmfngy0/od0v4mFz+z7uZMspv/FX
        SiCEqITdkaMQMA4wDAYDVR0TAQH/BAIwADAKBggqhkjOPQQDAgNJADBGAiEAq8ie
        3BVMyEMqr8h6G/tBuzTUSyzjDab5BAxAW74a7hUCIQDXH1yx7QnI8pSb+hnskbCZ
        LNuI8DJDaO1CvD0fb+YClA==
        -----END CERTIFICATE-----
        """

    /// A self-signed certificate without basicConstraints.
    static let unmarkedRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBHDCBwqADAgECAgg9yB/pPfahTzAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAly
        b290LWJhcmUwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAwMDAwWjAUMRIwEAYD
        VQQDDAlyb290LWJhcmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASagMw/cgXy
        uW2CbiV48PaeCYv6qWlUqj/rnUUo7d+2l1OWEQ4oJWrBMgM+gOQ+LzpWpl+0H3PK
        ty0V0sBlhz6rMAoGCCqGSM49BAMCA0kAMEYCIQDdIEhniKKHielvV9UOLN6QsR1f
        +vMX2VPpUNZ9+1TIfAIhAJRwJXxI88QUwC19W0WXrn+3iyJGBLB17Icwu3Kmi1yK
        -----END CERTIFICATE-----
        """

    /// A CA whose keyUsage lacks keyCertSign.
    static let noSigningRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBRTCB66ADAgECAggTmvm7T4jr8jAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAty
        b290LW5vc2lnbjAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMBYxFDAS
        BgNVBAMMC3Jvb3Qtbm9zaWduMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIMhC
        D46a/BfcONhHjpv6pjllHfIHayfdvrohdM5NeiN0jR3JVygkyKq30XeY+dyawdkL
        Pmy/wQixrhzPZFkiM6MjMCEwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMC
        B4AwCgYIKoZIzj0EAwIDSQAwRgIhAPFhA689jj0XL2MTR7lrIqoannNL8Kw5Skze
        FwAyUnKHAiEA/boUXIin8XARJ30AYFGOydn+PIy6yO9qD7eTmi7ea8s=
        -----END CERTIFICATE-----
        """

    /// A CA with an RSA key of 1024 bits.
    static let shortRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBujCCASOgAwIBAgIILcsy0e9YkHQwDQYJKoZIhvcNAQELBQAwFTETMBEGA1UE
        AwwKcm9vdC1zaG9ydDAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMBUx
        EzARBgNVBAMMCnJvb3Qtc2hvcnQwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGB
        ALK7BJi16DXNX8xcP8VrQWpwEhrzAx6VwjQk3gqd4Mx1mR9UcpwS3iUjEq7JjCHl
        +yGFxf32EeKRWgki8R7dOzLdGssgzMryrE8+L/ggwHEeuu+ImwioTExEnPsUY0Bh
        rXEWU3jhE5zuQXuJRkQqRA2xlzd5LI3xHKoaFOEEGsPxAgMBAAGjEzARMA8GA1Ud
        EwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEATbyMHGyz2x9kksm+ZdFrCysb
        KYEX0Hg0ST8d/l7Vh7L69XeC5zm/1weYh3XwZxrBUHdLS5P56QuV3T3ZKPnzLbyr
        pWlRqpeuVHlAjWdLMXs0yCaHYC/qCHzWeF0JSIjM2HnwX1DxzVmKS/92rSn4/osU
        cwnuQQoBxTk0aCGcUSI=
        -----END CERTIFICATE-----
        """

    /// A CA with a key on P-224.
    static let smallCurveRoot = """
        -----BEGIN CERTIFICATE-----
        MIIBHDCBzKADAgECAghN1oelHES7/TAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAly
        b290LXAyMjQwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAwMDAwWjAUMRIwEAYD
        VQQDDAlyb290LXAyMjQwTjAQBgcqhkjOPQIBBgUrgQQAIQM6AATeRUUo/23Rwn2z
        cXGOlU2cimCWcWP6/q26YT4xDPtwS9eUEWHq42RI+rKMzIWRKUxDFtRqvylTBKMT
        MBEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgM/ADA8AhxpuAmSRi2ewbUt
        nF+RtnQ+WGihj9M1on0JadABAhx9MTxYs1m68nakGNrNTEdXWg17b9IvnvRxUdCo
        -----END CERTIFICATE-----
        """

    /// The text of an istio-ca-root-cert that holds some of them.
    ///
    /// The comment is what is expected on the line of the key.
    static func configMap(_ certificates: String..., comment: String = "") -> String {
        let lines = certificates.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        return """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio-ca-root-cert, namespace: app}
            data:
              root-cert.pem: |\(comment.isEmpty ? "" : "  # ✗ " + comment)

            """ + lines.map { "    " + $0 }.joined(separator: "\n")
    }

    /// The text of a mesh configuration that trusts some of them, one entry each.
    static func mesh(_ entries: (pem: String, comment: String)...) -> String {
        var text = "caCertificates:\n"
        for entry in entries {
            text += "  - pem: |\(entry.comment.isEmpty ? "" : "  # ✗ " + entry.comment)\n"
            for line in entry.pem.split(separator: "\n") { text += "      \(line)\n" }
        }
        return text
    }
}
