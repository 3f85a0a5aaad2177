import Documents
import Testing

@Suite struct `JSON writer` {
    @Test func `puts commas and closes what was opened`() {
        var json = JSONWriter()
        json.object {
            $0.member("uid", "a-1")
            $0.member("allowed", true)
            $0.object("status") {
                $0.member("code", 422)
                $0.array("causes") { causes in
                    causes.object { $0.member("field", "spec") }
                    causes.object { _ in }
                    causes.array { _ in }
                }
            }
            $0.member("warnings", ["a", "b"])
            $0.key("nothing")
            $0.null()
            $0.key("ratio")
            $0.number(0.5)
        }
        #expect(
            json.text == """
                {"uid":"a-1","allowed":true,"status":{"code":422,"causes":[{"field":"spec"},{},[]]},"warnings":["a","b"],\
                "nothing":null,"ratio":0.5}
                """)
    }

    @Test func `indents`() {
        var json = JSONWriter(indentation: 2)
        json.object {
            $0.array("a") {
                $0.integer(1)
                $0.object { $0.member("b", false) }
            }
            $0.array("empty") { _ in }
        }
        #expect(
            json.text == """
                {
                  "a": [
                    1,
                    {
                      "b": false
                    }
                  ],
                  "empty": []
                }
                """)
    }

    @Test func `escapes what breaks a line, a terminal or JSON`() {
        var json = JSONWriter()
        json.string("\u{0}\u{1B}[31m\u{9B}\n\r\t\u{8}\"\\/\u{2028}\u{2029}\u{7F}é\u{A0}日😀")
        #expect(json.text == #""\u0000\u001b[31m\u009b\n\r\t\u0008\"\\/\u2028\u2029\u007fé"# + "\u{A0}日😀\"")
    }

    @Test func `writes null for what is no number`() {
        var json = JSONWriter()
        json.array {
            $0.number(.nan)
            $0.number(-.infinity)
            $0.number(1e21)
            $0.number(-0.0)
            $0.integer(UInt64.max)
        }
        #expect(json.text == "[null,null,1e+21,-0,18446744073709551615]")
    }
}
