/// `csv`: rows of texts in lines, with commas between the cells.
enum CSVModule {
    static let words: [Word] = [
        module.word(
            "reader", "the rows of a file, or of a list of lines, as lists of strings",
            [Parameter("csvfile", .any, .required, "an open file or lines")] + form, returns: "iterator",
            examples: ["import csv\nlist(csv.reader([\"a,b\", \"1,2\"]))"],
            seeAlso: ["csv.DictReader"]),
        module.word(
            "writer", "writes rows into an open file",
            [Parameter("csvfile", .any, .required, "a file that is open for writing")] + form, returns: "any",
            examples: ["import csv, io\nf = io.StringIO()\ncsv.writer(f).writerow([1, \"a,b\"])\nf.getvalue()"],
            seeAlso: ["csv.DictWriter"]),
        module.word(
            "DictReader", "the rows of a file as dicts, by the names in its first line",
            [
                Parameter("f", .any, .required, "an open file or lines"),
                Parameter("fieldnames", .any, .value(.none), "the names, where no line has them"),
                Parameter("restkey", .any, .value(.none), "the key of cells without a name"),
                Parameter("restval", .any, .value(.none), "the value of names without a cell"),
            ] + form, returns: "iterator", examples: ["import csv\nlist(csv.DictReader([\"a,b\", \"1,2\"]))"],
            seeAlso: ["csv.reader"]),
        module.word(
            "DictWriter", "writes dicts as rows into an open file",
            [
                Parameter("f", .any, .required, "a file that is open for writing"),
                Parameter("fieldnames", .any, .required, "the names, in the order of the columns"),
                Parameter("restval", .any, .value(.text("")), "what stands for a missing name"),
                Parameter("extrasaction", .any, .value(.text("raise")), "ignore, where other names may come"),
            ] + form, returns: "any",
            examples: [
                "import csv, io\nf = io.StringIO()\nw = csv.DictWriter(f, [\"a\", \"b\"])\nw.writeheader()\nf.getvalue()"
            ], seeAlso: ["csv.writer"]),
        module.constant("QUOTE_MINIMAL", "quotes only where a cell needs them", returns: "number"),
        module.constant("QUOTE_ALL", "quotes around every cell", returns: "number"),
        module.constant("QUOTE_NONNUMERIC", "quotes around all but numbers", returns: "number"),
        module.constant("QUOTE_NONE", "no quotes", returns: "number"),
    ]

    /// How cells are written.
    private static let form = [
        Parameter("dialect", .any, .value(.text("excel")), "excel, excel-tab or unix"),
        Parameter(
            "options", .any, .otherwise("as in Python"), "delimiter=, quotechar=, quoting= …", isVariadic: true,
            isKeywordOnly: true),
    ]

    private static let module = WrittenModule("csv", CSVModule.text)

    private static let text = #"""
        QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


        class Error(Exception):
            __module__ = "_csv"


        _tabs = {"excel": ",", "excel-tab": "\t", "unix": ","}


        def reader(
            csvfile, dialect="excel", *, delimiter=None, quotechar='"', skipinitialspace=False, doublequote=True,
            quoting=0, escapechar=None, lineterminator="\r\n", strict=False,
        ):
            mark = _tabs.get(dialect, ",") if delimiter is None else delimiter
            return _rows(iter(csvfile), mark, quotechar, skipinitialspace, quoting)


        def _rows(lines, mark, quote, skips, quoting):
            row, cell, isquoted, inside, isafter = [], [], False, False, False

            def finished():
                text = "".join(cell)
                return float(text) if quoting == 2 and not isquoted and text else text

            for line in lines:
                for letter in line:
                    if inside:
                        if letter == quote:
                            inside, isafter = False, True
                        else:
                            cell.append(letter)
                        continue
                    if letter == quote and isafter:
                        # Two of them are one.
                        cell.append(letter)
                        inside, isafter = True, False
                    elif letter == mark:
                        row.append(finished())
                        cell, isquoted, isafter = [], False, False
                    elif letter in "\r\n":
                        break
                    elif letter == quote and not cell and not isquoted and quoting != 3:
                        inside = isquoted = True
                    elif letter == " " and skips and not cell and not isquoted:
                        continue
                    else:
                        cell.append(letter)
                        isafter = False
                if inside:
                    continue
                if row or cell or isquoted:
                    row.append(finished())
                yield row
                row, cell, isquoted, isafter = [], [], False, False
            if inside:
                row.append("".join(cell))
                yield row


        class _Writer:
            def __init__(self, csvfile, mark, quote, end, quoting):
                self._file, self._mark, self._quote, self._end, self._quoting = csvfile, mark, quote, end, quoting

            def _cell(self, value):
                isnumber = isinstance(value, (int, float)) and not isinstance(value, bool)
                text = repr(value) if isnumber else "" if value is None else str(value)
                needs = any(letter in text for letter in (self._mark, self._quote, "\n", "\r"))
                needs = needs or self._quoting == 1 or self._quoting == 2 and not isinstance(value, (int, float))
                if self._quoting == 3 or not needs:
                    return text
                return self._quote + text.replace(self._quote, self._quote * 2) + self._quote

            def writerow(self, row):
                cells = [self._cell(value) for value in row]
                if len(cells) == 1 and cells[0] == "":
                    cells = [self._quote * 2]
                return self._file.write(self._mark.join(cells) + self._end)

            def writerows(self, rows):
                for row in rows:
                    self.writerow(row)


        def writer(
            csvfile, dialect="excel", *, delimiter=None, quotechar='"', lineterminator=None, quoting=None,
            doublequote=True, escapechar=None, skipinitialspace=False, strict=False,
        ):
            mark = _tabs.get(dialect, ",") if delimiter is None else delimiter
            end = ("\n" if dialect == "unix" else "\r\n") if lineterminator is None else lineterminator
            if quoting is None:
                quoting = 1 if dialect == "unix" else 0
            return _Writer(csvfile, mark, quotechar, end, quoting)


        class DictReader:
            __module__ = "csv"

            def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", **options):
                self._names, self.restkey, self.restval = fieldnames, restkey, restval
                self.reader = reader(f, dialect, **options)

            @property
            def fieldnames(self):
                if self._names is None:
                    for row in self.reader:
                        self._names = row
                        break
                return self._names

            def __iter__(self):
                return self

            def __next__(self):
                names = self.fieldnames
                row = next(self.reader)
                while row == []:
                    row = next(self.reader)
                made = dict(zip(names, row))
                if len(row) > len(names):
                    made[self.restkey] = row[len(names) :]
                for name in names[len(row) :]:
                    made[name] = self.restval
                return made


        class DictWriter:
            __module__ = "csv"

            def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", **options):
                self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
                self.writer = writer(f, dialect, **options)

            def writeheader(self):
                return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

            def writerow(self, rowdict):
                if self.extrasaction == "raise":
                    wrong = [name for name in rowdict if name not in self.fieldnames]
                    if wrong:
                        names = ", ".join([repr(name) for name in wrong])
                        raise ValueError("dict contains fields not in fieldnames: " + names)
                return self.writer.writerow([rowdict.get(name, self.restval) for name in self.fieldnames])

            def writerows(self, rowdicts):
                for row in rowdicts:
                    self.writerow(row)
        """#
}
