import Answers
import Arrays
import Datasets
import Language
import Numbers

/// A table as a file, or as a value of the language.
extension FrameMembers {
    static let files: [Member] = [
        frame(
            "to_csv", "writes the table to a file, or gives its text where no path is said",
            "path_or_buf=None, sep=',', na_rep='', float_format=None, columns=None, header=True, index=True, index_label=None, encoding=None",
            needs: .writingFiles
        ) { frame, call in try TableFile.write(frame, call) },
        frame("to_dict", "the table as a dict of columns, or as another arrangement", "orient='dict'") { frame, call in
            let table = frame.table
            func row(_ row: Int) -> Value {
                .dict(.init(table.columns.map { (frame.columnValue($0.name), $0.value(row)) }))
            }
            switch call.text(0, "orient", "dict") {
            case "records": return .list(try (0..<frame.length).map(stoppedBy: call.work, row))
            case "list":
                return .dict(
                    .init(
                        try table.columns.map { column in
                            (frame.columnValue(column.name), .list(try column.values(call.work)))
                        }))
            case "split":
                return .dict(
                    .init([
                        (.text("index"), .list(try frame.labels.values(call.work))),
                        (.text("columns"), .list(try frame.columnLabels.values(call.work))),
                        (
                            .text("data"),
                            .list(
                                try (0..<frame.length).map(stoppedBy: call.work) { row in
                                    .list(table.columns.map { $0.value(row) })
                                })
                        ),
                    ]))
            case "series":
                return .dict(.init(try table.names.map { (frame.columnValue($0), .thing(try frame.series($0))) }))
            case "index":
                return .dict(try TableFile.dict(frame.length, call.work) { (frame.labels.value($0), row($0)) })
            case "dict":
                return .dict(
                    .init(
                        try table.columns.map { column in
                            (
                                frame.columnValue(column.name),
                                .dict(
                                    try TableFile.dict(column.count, call.work) {
                                        (frame.labels.value($0), column.value($0))
                                    })
                            )
                        }))
            case let other:
                throw Mistake(
                    "orient = '\(other)'", expected: "'dict', 'list', 'records', 'series', 'split' or 'index'",
                    argument: "orient"
                )
                .raised(as: "ValueError", "orient '\(other)' not understood")
            }
        },
    ]
}
