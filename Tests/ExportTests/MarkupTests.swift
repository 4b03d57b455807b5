@testable import Export
import Testing

@Suite("Markup")
struct MarkupTests {
    @Test("What a lesson says gets into a page as text and values of attributes alone")
    func escaping() {
        let hostile = "</p><script>alert('x')</script>&\"\u{1B}[31m\u{0}"
        let element = Markup.element("p", ["title": hostile, "lang": nil], .text(hostile))
        #expect(!element.html.contains("<script"))
        #expect(element.html.hasPrefix("<p title=\"&lt;/p&gt;&lt;script&gt;alert(&#39;x&#39;)"))
        #expect(!element.html.unicodeScalars.contains { $0.value < 0x20 })
        #expect(Markup.element("br", [:], nil).html == "<br>")
    }
}
