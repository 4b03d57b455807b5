public import Answers

/// What came of running or checking lessons without questions, item by item, for programs that collect such reports.
public struct LessonReport: Sendable, Equatable {
    /// One cell, question or exercise.
    public struct Case: Sendable, Equatable {
        /// The item's id; `front matter` for what stands above all items.
        public var name: String
        /// The line of the file it begins in.
        public var line: Int
        /// How long it ran; 0 where that is not measured.
        public var seconds = 0.0
        /// What is wrong; nil when nothing is.
        public var problem: String?
    }

    /// The file, as the person named it.
    public var file: String
    /// The lesson's id.
    public var lesson: String
    /// In the order of the file.
    public var cases: [Case]

    /// What a run has found.
    init(_ lesson: Lesson, _ entries: [NotebookRunner.Entry]) {
        file = lesson.file
        self.lesson = lesson.header.id
        cases = entries.map { entry in
            let problem: String? =
                switch entry.status {
                case .done: nil
                case .differs(let difference): "the output differs\n\(difference)"
                case .failed(let problem): problem
                case .stopped: "stopped"
                }
            return Case(name: entry.id, line: entry.line, seconds: entry.seconds, problem: problem)
        }
    }

    /// What a check has found, each fault at the item that it stands in.
    ///
    /// - Parameter seconds: how long items ran, by id.
    init(_ lesson: Lesson, _ faults: [LessonFault], seconds: [String: Double] = [:]) {
        file = lesson.file
        self.lesson = lesson.header.id
        var cases = [Case(name: "front matter", line: 1)]
        for item in lesson.items {
            switch item {
            case .prose, .prediction, .stop, .notes: continue
            case .cell(let cell): cases.append(Case(name: cell.id, line: cell.code.firstLine - 1))
            case .question(let question): cases.append(Case(name: question.id, line: question.line))
            case .exercise(let exercise): cases.append(Case(name: exercise.id, line: exercise.line))
            }
        }
        for place in cases.indices { cases[place].seconds = seconds[cases[place].name] ?? 0 }
        for fault in faults {
            let place = cases.lastIndex { $0.line <= fault.line } ?? 0
            cases[place].problem = [cases[place].problem, fault.description].compactMap { $0 }.joined(separator: "\n")
        }
        self.cases = cases
    }

    /// A file that could not be read as a lesson.
    public init(_ faults: LessonFaults) {
        file = faults.faults.first?.file ?? ""
        lesson = ""
        cases = faults.faults.map { Case(name: "line \($0.line)", line: $0.line, problem: $0.description) }
    }

}

extension [LessonReport] {
    /// The reports in the form that JUnit has made common: a suite for each file, a case for each item.
    public var junit: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"descent\" \(Self.counts(flatMap(\.cases)))>\n"
        for report in self {
            text += "  <testsuite name=\"\(Self.escaped(report.file))\" \(Self.counts(report.cases))>\n"
            for one in report.cases {
                text += "    <testcase classname=\"\(Self.escaped(report.lesson))\" name=\"\(Self.escaped(one.name))\""
                text += " file=\"\(Self.escaped(report.file))\" line=\"\(one.line)\" time=\"\(Self.time(one.seconds))\""
                guard let problem = one.problem else {
                    text += "/>\n"
                    continue
                }
                let first = problem.split(separator: "\n").first.map(String.init) ?? ""
                text += ">\n      <failure message=\"\(Self.escaped(first))\">\(Self.escaped(problem))</failure>\n"
                text += "    </testcase>\n"
            }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    /// The same as JSON: a list of files, each with its items.
    public var json: JSON {
        .array(
            map { report in
                .members([
                    "file": .string(report.file), "lesson": .string(report.lesson),
                    "items": .array(
                        report.cases.map { one in
                            .members([
                                "item": .string(one.name), "line": .integer(one.line), "seconds": .number(one.seconds),
                                "passed": .bool(one.problem == nil),
                                "problem": one.problem.map { .string($0) } ?? .null,
                            ])
                        }),
                ])
            })
    }

    private static func counts(_ cases: [LessonReport.Case]) -> String {
        let failures = cases.count { $0.problem != nil }
        let seconds = cases.reduce(0) { $0 + $1.seconds }
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" time=\"\(time(seconds))\""
    }

    private static func time(_ seconds: Double) -> String { "\((seconds * 1000).rounded() / 1000)" }

    /// As it may stand in text and attributes of XML 1.0, which has no place for most control characters at all.
    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\n": out += "&#10;"
            case "\t": out += "&#9;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
