-- The second pass over a report: it dresses tables, figures, boxes and the front for the format asked for.

local text = pandoc.utils.stringify

-- Widths of columns, in shares of the page ------------------------------------------------------------------------

local ROOM = FORMAT:match("^typst") and 121 or 104 -- the page, in digits of table type; a Word without our font sets wider
local MARGIN = 2.6 -- of a cell
local LITTLE = 6 -- what a column is given before long text has its share
local FIRST_PAGE = { 0.26, 0.17, 0.57 } -- outcome, how it is known, what is known

-- How wide words will be: a dot takes half the room of a digit, a capital or a sign more, an m the most.
local function breadth(words)
  local sum = 0
  for _, code in utf8.codes(words) do
    local char = utf8.char(code)
    local narrow = code == 0xA0 or char:match("[ .,;:'|()%[%]iljtfr/-]") -- a space that does not break is one
    local widest, wide = char:match("[MWmw]"), char:match("[A-Z%%+<>=]") or code > 127
    sum = sum + (narrow and 0.6 or widest and 1.75 or wide and 1.4 or char:match("%a") and 1.1 or 1)
  end
  return sum
end

-- Of every column: the least it needs, which is its longest word; its longest cell; its heading.
local function measure(tbl)
  local least, cells, heads = {}, {}, {}
  local function row(content, longest, weight)
    for j, cell in ipairs(content) do
      local words = text(pandoc.utils.blocks_to_inlines(cell.contents))
      longest[j] = math.max(longest[j] or 0, breadth(words) * weight + MARGIN)
      for word in words:gmatch("%S+") do least[j] = math.max(least[j] or 0, breadth(word) * weight + MARGIN) end
    end
  end
  for _, r in ipairs(tbl.head.rows) do row(r.cells, heads, 1.1) end -- bold is wider
  for _, body in ipairs(tbl.bodies) do for _, r in ipairs(body.body) do row(r.cells, cells, 1) end end
  return least, cells, heads
end

-- Shares out what is left to columns that still want some: all of it to those that want little, which come first, and to
-- the others by how much they want, so that long text is not set in a narrow column.
local function share(shares, wanted, spare)
  local columns, lacking = {}, 0
  for j = 1, #shares do
    columns[j] = { place = j, lacks = math.max(0, (wanted[j] or 0) - shares[j]) }
    lacking = lacking + columns[j].lacks
  end
  table.sort(columns, function(a, b) return a.lacks < b.lacks or (a.lacks == b.lacks and a.place < b.place) end)
  for _, column in ipairs(columns) do
    local fair = lacking > 0 and spare * column.lacks / lacking or 0
    local extra = math.max(0, math.min(column.lacks, math.max(fair, math.min(LITTLE, spare))))
    lacking = lacking - column.lacks
    shares[column.place], spare = shares[column.place] + extra, spare - extra
  end
  return spare
end

local function widths(tbl)
  local shares, cells, heads = measure(tbl)
  local spare, total = ROOM, 0
  for j = 1, #tbl.colspecs do
    shares[j] = shares[j] or MARGIN
    spare = spare - shares[j]
  end
  spare = share(shares, cells, spare)
  share(shares, heads, spare) -- a heading may wrap, but not where there is room
  for j = 1, #shares do total = total + shares[j] end
  local whole = total > 0.55 * ROOM and total or ROOM -- a narrow table keeps its own width
  for j = 1, #shares do shares[j] = math.floor(10000 * shares[j] / whole) / 10000 end
  return shares
end

local function set_widths(tbl, shares)
  local specs = {}
  for j, spec in ipairs(tbl.colspecs) do specs[j] = { spec[1], shares and shares[j] or nil } end
  tbl.colspecs = specs
end

-- In a heading "Jul–Sep" must not be cut at its dash.
local function whole_headings(tbl, wrap)
  local function whole(str)
    if str.text:match("–") then return wrap(str) end
  end
  for _, r in ipairs(tbl.head.rows) do
    for _, cell in ipairs(r.cells) do cell.contents = cell.contents:walk({ Str = whole }) end
  end
end

-- How each format is dressed, filled below.
local DRESS = { html = {}, typst = {}, docx = {} }

-- Dress for HTML ----------------------------------------------------------------------------------------------------

local folder = "" -- of the section at hand, beside the report
local verdicts -- of the annex at hand: each in its order, and how many statements came to it

local function exists(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end

-- What has a name leads to itself, so that its address can be passed on.
local function to_itself(content, id) return pandoc.Link(content, "#" .. id, "", pandoc.Attr("", { "self" })) end

local function caption_to_itself(it)
  local long = it.caption.long[1]
  if long and it.identifier ~= "" then long.content[1] = to_itself({ long.content[1] }, it.identifier) end
end

local function html_header(heading)
  if heading.level == 1 then folder = heading.identifier end
  folder = heading.identifier:match("^(.*)%-annex$") or folder
  if heading.identifier ~= "" then heading.content = { to_itself(heading.content, heading.identifier) } end
  return heading, false
end

-- A table's numbers as a file, and the page that worked them out, where they lie beside the report.
local function html_files(tbl, named)
  local file = folder .. "/tables/" .. tbl.identifier:gsub("^tbl:", "") .. ".csv"
  if not exists(file) then return {} end
  -- The notebook's page is made with the report, and not there yet.
  local page = "notebooks/" .. folder .. ".html#" .. tbl.identifier
  local links = { pandoc.Link(named .. " as CSV", file), pandoc.Str(" · "), pandoc.Link("How it was worked out", page) }
  return { pandoc.Div({ pandoc.Plain(links) }, pandoc.Attr("", { "files" })) }
end

-- Rows of statements by their verdict, so that one can be picked.
local function mark_verdicts(tbl)
  local heads = tbl.head.rows[1].cells
  if not verdicts or text(heads[#heads].contents) ~= "Verdict" then return end
  for _, r in ipairs(tbl.bodies[1].body) do
    local verdict = text(r.cells[#r.cells].contents)
    if not verdicts[verdict] then
      table.insert(verdicts, verdict)
      verdicts[verdict] = { place = #verdicts, rows = 0 }
    end
    verdicts[verdict].rows = verdicts[verdict].rows + 1
    r.classes:insert("verdict-" .. verdicts[verdict].place)
  end
end

local function html_table(tbl)
  set_widths(tbl, nil)
  whole_headings(tbl, function(str) return pandoc.Span({ str }, pandoc.Attr("", { "whole" })) end)
  for _, r in ipairs(tbl.head.rows) do
    for _, cell in ipairs(r.cells) do
      cell.attributes.scope = "col"
    end
  end
  mark_verdicts(tbl)
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, r in ipairs(body.body) do r.cells[1].attributes.scope = "row" end
  end
  tbl.classes:insert(#tbl.colspecs > 5 and "wide" or "slim")
  local has_caption = #tbl.caption.long > 0
  local named = has_caption and text(tbl.caption.long) or text(tbl.head.rows[1].cells[1].contents)
  local number = named:match("^(Table.-)%.")
  if has_caption then caption_to_itself(tbl) end
  -- The link in its caption can be reached by keyboard, and from there it scrolls; a script makes it a stop of its own
  -- where there is something to scroll. Pairs, because a Lua table has no order and the bytes must have one.
  local blocks = { pandoc.Div({ tbl }, pandoc.Attr("", { "table-box" }, { { "data-label", named } })) }
  if number then blocks[2] = html_files(tbl, number)[1] end
  return blocks, false
end

local FOLD_ENDS = pandoc.RawBlock("html", "</details>")

-- The line that a part folds under; in the file it is open, and a script folds it.
local function fold_begins(class, heading, behind)
  local said = text(heading):gsub("^Technical annex: ", "") .. ": " .. behind
  local open = '<details class="' .. class .. '" open><summary>'
  return { pandoc.RawBlock("html", open), pandoc.Plain({ pandoc.Str(said) }), pandoc.RawBlock("html", "</summary>") }
end

-- The first page of a section is its box and what follows up to its first table or heading; what is behind it folds.
local function fold_behind(blocks)
  local folded, heading, is_open = pandoc.Blocks({}), nil, false
  for place, block in ipairs(blocks) do
    local is_chapter = block.t == "Header" and block.level == 1
    local is_annex = block.t == "Div" and block.classes:includes("annex")
    if is_open and (is_chapter or is_annex) then folded:insert(FOLD_ENDS) end
    if is_chapter or is_annex then heading, is_open = nil, false end
    local after = blocks[place + 1]
    if is_chapter and after and after.t == "Div" and after.classes:includes("keyfinding") then
      heading = block
    elseif heading and not is_open and (block.t == "Table" or block.t == "Header") then
      folded:extend(fold_begins("behind", heading.content, "the tables and sentences behind this"))
      is_open = true
    end
    folded:insert(block)
  end
  if is_open then folded:insert(FOLD_ENDS) end
  return folded
end

-- Which verdict to show, as buttons that need no script.
local function verdict_filter()
  local choice = '<label><input type="radio" name="verdict" id="verdict-%d"%s> %s (%d)</label>'
  local choices, every = {}, 0
  for place, verdict in ipairs(verdicts) do
    choices[place] = choice:format(place, "", verdict, verdicts[verdict].rows)
    every = every + verdicts[verdict].rows
  end
  if #choices < 2 then return {} end
  table.insert(choices, 1, choice:format(0, " checked", "all", every))
  local form = '<fieldset class="filter"><legend>Show by verdict</legend>' .. table.concat(choices, "\n") .. "</fieldset>"
  return { pandoc.RawBlock("html", form) }
end

-- A chart of ours is kept as SVG too, for a page and for a phone, with its data beside it.
local function beside(src, ending)
  local file = io.open((src:gsub("%.png$", ending)), "rb")
  if not file then return nil end
  local content = file:read("a")
  file:close()
  return content
end

local function html(code) return pandoc.RawBlock("html", code) end

-- What is in a chart: folded, and to download; the link holds the file, so that the page stays one file.
local function chart_data(src, key)
  local csv = beside(src, ".csv")
  if not csv then return {} end
  local coded = csv:gsub("[^%w%-_.~]", function(c) return ("%%%02X"):format(c:byte()) end)
  local link = '<p><a download="' .. key .. '.csv" href="data:text/csv;charset=utf-8,' .. coded .. '">Download as CSV</a></p>'
  local blocks = pandoc.Blocks({ html('<details class="data"><summary>The numbers in this chart</summary>') })
  local tbl = pandoc.read(csv, "csv").blocks[1]
  blocks:extend((html_table(tbl)))
  blocks:insert(html(link .. "</details>"))
  return blocks
end

-- A chart opens large by a link to itself, and closes by one back to its figure.
local function html_figure(fig)
  caption_to_itself(fig)
  local image
  fig:walk({ Image = function(found) image = found end })
  local page, phone = beside(image and image.src or "", ".svg"), beside(image and image.src or "", "-phone.svg")
  if not page or not phone then return fig end
  local key = fig.identifier:gsub("^fig:", "")
  local large = "large-" .. key
  local open = '<div class="chart" id="' .. large .. '"><a class="close" href="#' .. fig.identifier .. '">Close</a><a class="open" href="#'
    .. large .. '" aria-label="Open this chart large">'
  local shown = '<div class="page">' .. page .. '</div><div class="phone">' .. phone .. "</div>"
  local blocks = pandoc.Blocks({ html(open .. shown .. "</a></div>") })
  blocks:extend(chart_data(image.src, key))
  fig.content = blocks
  return fig, false
end

-- An annex folds, but for its heading, which the contents lead to.
local function html_annex(div)
  verdicts = {}
  local content = div.content:walk(DRESS.html)
  local blocks = pandoc.Blocks({ content:remove(1) })
  local heading = div.content[1].content
  blocks:extend(fold_begins("annex", heading, "tables, tests and limits"))
  blocks:extend(verdict_filter())
  blocks:extend(content)
  blocks:insert(FOLD_ENDS)
  verdicts = nil
  return blocks, false
end

local function html_div(div)
  if div.classes:includes("commentary") then return div.content:walk(DRESS.html), false end
  if div.classes:includes("annex") then return html_annex(div) end
  if div.classes:includes("numbers") then div.attributes.role, div.attributes["aria-label"] = "group", "In numbers" end
  if div.classes:includes("keyfinding") then
    -- A note and no landmark: every section has one, and landmarks of one name cannot be told apart.
    div.attributes.role, div.attributes["aria-label"] = "note", "Main points"
  end
  if div.classes:includes("note") then div.attributes.role = "note" end
  return div
end

-- Dress for PDF -----------------------------------------------------------------------------------------------------

local function raw(code) return pandoc.RawBlock("typst", code) end
local function quoted(words) return '"' .. words:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"' end

local function boxed(str) return { pandoc.RawInline("typst", "#box["), str, pandoc.RawInline("typst", "]") } end

-- Whether a table surely stands on one page: a dozen rows at the most, and none of them of many words.
local function is_short(tbl)
  local rows, letters = 0, 0
  for _, body in ipairs(tbl.bodies) do
    for _, r in ipairs(body.body) do
      local longest = 0
      for _, cell in ipairs(r.cells) do longest = math.max(longest, #text(cell.contents)) end
      rows, letters = rows + 1, letters + longest
    end
  end
  return rows <= 12 and letters <= 1200
end

local function typst_table(tbl)
  if #tbl.caption.long == 0 then
    set_widths(tbl, FIRST_PAGE)
    tbl.classes:insert("typst:no-figure")
    return tbl, false
  end
  local shares = widths(tbl)
  if tbl.attributes.half then
    local total = 0
    for j = 1, #shares do total = total + shares[j] end
    for j = 1, #shares do shares[j] = shares[j] * math.min(2, 1 / total) end
    tbl.attributes.half = nil
  end
  set_widths(tbl, shares)
  whole_headings(tbl, boxed)
  local caption, id = pandoc.utils.blocks_to_inlines(tbl.caption.long), tbl.identifier
  tbl.classes:insert("typst:no-figure")
  tbl.identifier, tbl.caption.long = "", {}
  local open = "#report-table(whole: " .. tostring(is_short(tbl)) .. ", caption: ["
  return { raw(open), pandoc.Plain(caption), raw("])["), tbl, raw("] <" .. id .. ">") }, false
end

-- Two narrow tables that follow one another, each with the note under it, stand side by side.
local function is_narrow(block)
  if not block or block.t ~= "Table" or #block.caption.long == 0 or not is_short(block) then return false end
  local total = 0
  for _, width in ipairs(widths(block)) do total = total + width end
  return total <= 0.55
end

local function narrow(blocks, at)
  if not is_narrow(blocks[at]) then return end
  local note = blocks[at + 1]
  local noted = note and note.t == "Div" and note.classes:includes("note")
  return { blocks[at], noted and note or nil }, noted and at + 2 or at + 1
end

local function half(held)
  held[1].attributes.half = "true"
  return pandoc.Div(held)
end

local function side_by_side(blocks)
  local found, at = pandoc.Blocks({}), 1
  while at <= #blocks do
    local left, after = narrow(blocks, at)
    local right, last
    if left then right, last = narrow(blocks, after) end
    found:insert(right and pandoc.Div({ half(left), half(right) }, pandoc.Attr("", { "two" })) or blocks[at])
    at = right and last or at + 1
  end
  return found
end

local function typst_figure(fig)
  local image
  fig:walk({ Image = function(found) image = found end })
  if not image then return fig end
  local drawn = beside(image.src, ".svg") and image.src:gsub("%.png$", ".svg") or image.src
  local shown = "image(" .. quoted(drawn) .. ", alt: " .. quoted(text(image.caption)) .. ", width: 100%)"
  local call = "#figure(" .. shown .. ", caption: ["
  return { raw(call), fig.caption.long[1], raw("]) <" .. fig.identifier .. ">") }, false
end

-- Contents side by side: the items of a list, or divisions in one.
local function typst_beside(call, parts)
  local blocks = pandoc.Blocks({ raw("#" .. call .. "(") })
  for _, part in ipairs(parts) do
    blocks:insert(raw("["))
    blocks:extend(part)
    blocks:insert(raw("],"))
  end
  blocks:insert(raw(")"))
  return blocks
end

local function typst_div(div)
  if div.classes:includes("commentary") then return div.content:walk(DRESS.typst), false end
  if div.classes:includes("annex") then return side_by_side(div.content):walk(DRESS.typst), false end
  if div.classes:includes("numbers") then return typst_beside("numbers", div.content[1].content), false end
  if div.classes:includes("two") then
    local halves = {}
    for _, half in ipairs(div.content) do halves[#halves + 1] = half.content:walk(DRESS.typst) end
    return typst_beside("two", halves), false
  end
  for _, name in ipairs({ "keyfinding", "note" }) do
    if div.classes:includes(name) then
      local blocks = pandoc.Blocks({ raw("#" .. name .. "[") })
      blocks:extend(div.content)
      blocks:insert(raw("]"))
      return blocks
    end
  end
end

-- Dress for Word ----------------------------------------------------------------------------------------------------

local function styled(blocks, style) return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style })) end

-- Fields let Word number captions, and what refers to them, anew in a document they are pasted into. What they show
-- is filled in, so that nobody has to ask for it.
local FIELD = '<w:r>%s<w:fldChar w:fldCharType="begin"/></w:r><w:r>%s<w:instrText xml:space="preserve"> %s </w:instrText></w:r>'
  .. '<w:r>%s<w:fldChar w:fldCharType="separate"/></w:r>%s<w:r>%s<w:fldChar w:fldCharType="end"/></w:r>'
local BOLD, LINK = "<w:rPr><w:b/><w:bCs/></w:rPr>", '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
local whole_title, referenced, marks = "", {}, 10000 -- pandoc numbers its own bookmarks from below

local function openxml(code) return pandoc.RawInline("openxml", code) end

local function run(words, dress)
  local safe = words:gsub("&", "&amp;"):gsub("<", "&lt;")
  return "<w:r>" .. dress .. '<w:t xml:space="preserve">' .. safe .. "</w:t></w:r>"
end

local function field(code, shown, dress)
  return FIELD:format(dress, dress, code, dress, run(shown, dress), dress)
end

-- A hidden bookmark, as Word makes for a reference; of no other document, since Word keeps one of two of a name.
local function mark_name(id) return "_Ref" .. pandoc.utils.sha1(whole_title .. id):sub(1, 16) end

local function marked(id, inlines)
  marks = marks + 1
  inlines:insert(1, openxml(('<w:bookmarkStart w:id="%d" w:name="%s"/>'):format(marks, mark_name(id))))
  inlines:insert(openxml(('<w:bookmarkEnd w:id="%d"/>'):format(marks)))
  return inlines
end

local function docx_caption(captioned)
  local words = pandoc.utils.blocks_to_inlines(captioned.caption.long)
  local kind, number = text(words:remove(1)):match("^(%a+)\u{a0}(%d+)%.$")
  words:remove(1) -- the space, which a label that is not text would leave in front of the table's description
  local label = openxml(run(kind .. "\u{a0}", BOLD) .. field("SEQ " .. kind .. " \\* ARABIC", number, BOLD))
  local long = marked(captioned.identifier, pandoc.Inlines({ label }))
  long:insert(openxml(run(". ", BOLD)))
  long:extend(words)
  captioned.caption.long = pandoc.Blocks({ pandoc.Plain(long) })
end

local function docx_link(link)
  if not link.classes:includes("reference") then return end
  return openxml(field("REF " .. mark_name(link.target:sub(2)) .. " \\h \\* MERGEFORMAT", text(link.content), LINK))
end

local function docx_heading(heading)
  if referenced[heading.identifier] then heading.content = marked(heading.identifier, heading.content) end
  return heading
end

local function docx_table(tbl)
  set_widths(tbl, #tbl.caption.long == 0 and FIRST_PAGE or widths(tbl))
  if #tbl.caption.long > 0 then docx_caption(tbl) end
  return tbl
end

local function docx_figure(fig)
  if fig.identifier:match("^fig:") then docx_caption(fig) end
  return fig
end

-- The evaluators' own paragraphs stand between the two ends of a bookmark and come back by it. A content control would
-- be lost in LibreOffice, and bold words and links with it.
local bookmarks = 90000
local function bookmarked(div, blocks)
  bookmarks = bookmarks + 1
  -- A field would not come back as what was typed; a link does.
  blocks = blocks:walk({ Link = function(link)
    link.classes = link.classes:filter(function(class) return class ~= "reference" end)
    return link
  end })
  local id = ' w:id="' .. bookmarks .. '"'
  blocks:insert(1, pandoc.RawBlock("openxml", "<w:bookmarkStart" .. id .. ' w:name="' .. div.identifier .. '"/>'))
  blocks:insert(pandoc.RawBlock("openxml", "<w:bookmarkEnd" .. id .. "/>"))
  return blocks
end

local function is_nested(list)
  for _, item in ipairs(list.content) do if #item > 1 then return true end end
end

-- Word draws a broken box around a list of another indent, so a list in a box is made of one style.
local function docx_keyfinding(div)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("commentary") then
      blocks:extend(bookmarked(block, docx_keyfinding(block)))
    elseif block.t ~= "BulletList" or is_nested(block) then
      blocks:insert(styled({ block }, "Key Finding"))
    else
      for _, item in ipairs(block.content) do blocks:insert(styled(item, "Key Finding Bullet")) end
    end
  end
  return blocks
end

local function docx_div(div)
  if div.classes:includes("annex") then return div.content:walk(DRESS.docx), false end
  if div.classes:includes("keyfinding") then return docx_keyfinding(div) end
  if div.classes:includes("commentary") then return bookmarked(div, pandoc.Blocks({ styled(div.content, "Commentary") })) end
  if div.classes:includes("note") then return styled(div.content, "Note") end
end

-- Word fills a contents list only when asked; ours is already filled, and Word can still refresh it. It has no page
-- numbers, which nobody knows before Word has laid out the pages, and stands on one page: a long one lists chapters alone.
local ON_A_PAGE = 48

local function entries(doc, depth)
  local lines = pandoc.Blocks({})
  doc.blocks:walk({ Header = function(heading)
    if heading.level > depth then return end
    local link = pandoc.Link(heading.content, "#" .. heading.identifier)
    lines:insert(styled({ pandoc.Para({ link }) }, "TOC " .. heading.level))
  end })
  return lines
end

local function docx_contents(doc)
  local depth, lines = 2, entries(doc, 2)
  if #lines > ON_A_PAGE then depth, lines = 1, entries(doc, 1) end
  if #lines == 0 then return lines end
  local code = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
  local ask = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-%d" \\n \\h </w:instrText></w:r>'
  local start = code:format("begin") .. ask:format(depth) .. code:format("separate")
  lines[1].content[1].content:insert(1, openxml(start))
  lines[#lines].content[1].content:insert(openxml(code:format("end")))
  lines:insert(1, styled({ pandoc.Para("Contents") }, "TOC Heading"))
  return lines
end

-- Of a number and what it is of, the number stands in a column of its own.
local function tabbed(item)
  local number = item[1].content[1]
  item[1].content[1] = pandoc.Span(number.content, pandoc.Attr("", {}, { ["custom-style"] = "Glance Figure" }))
  item[1].content[2] = openxml("<w:r><w:tab/></w:r>") -- in place of the space between them
  return item
end

-- Where a section of the document ends, and into how many columns; its page and running lines are filled in afterwards.
local function section_ends(columns, begins)
  local code = '<w:p><w:pPr><w:sectPr><w:type w:val="%s"/><w:cols w:num="%d" w:space="340"/></w:sectPr></w:pPr></w:p>'
  return pandoc.RawBlock("openxml", code:format(begins or "nextPage", columns))
end

-- Divisions side by side, as columns of a section of the document: a table would be read out as one.
local function docx_two(div)
  local made = pandoc.Blocks({ section_ends(1) })
  for place, half in ipairs(div.content) do
    half.content[1].level = 3 -- with no room above it, so that both begin in one line
    if place > 1 then half.content[1].content:insert(1, openxml('<w:r><w:br w:type="column"/></w:r>')) end
    made:extend(half.content)
  end
  made:insert(section_ends(#div.content, "continuous"))
  return made
end

-- The first page fits on one: its type is small, and its headings stand in no contents.
local function docx_glance(first)
  local made = pandoc.Blocks({})
  local function set(blocks, style)
    for _, block in ipairs(blocks) do made:insert(styled({ pandoc.Para(block.content) }, style)) end
  end
  local function items(list, style, change)
    for _, item in ipairs(list.content) do set(change and change(item) or item, style) end
  end
  local function finding(blocks)
    for _, block in ipairs(blocks) do
      if block.t == "Div" then -- the evaluators' own paragraphs
        local own = bookmarked(block, block.content)
        made:insert(own[1])
        finding(pandoc.Blocks({ table.unpack(own, 2, #own - 1) }))
        made:insert(own[#own])
      elseif block.t == "Para" or block.t == "Plain" then set({ block }, "Glance Finding")
      else made:insert(styled({ block }, "Glance Finding")) end
    end
  end
  for _, block in ipairs(first) do
    if block.t == "Header" then set({ block }, "Glance Heading " .. block.level)
    elseif block.t == "Para" then set({ block }, "Glance Text")
    elseif block.t == "BulletList" then items(block, "Glance Bullet")
    elseif block.t == "Div" and block.classes:includes("keyfinding") then finding(block.content)
    elseif block.t == "Div" and block.classes:includes("numbers") then 
      items(block.content[1], "Glance Number", tabbed)
    elseif block.t == "Div" and block.classes:includes("two") then made:extend(docx_glance(docx_two(block)))
    else made:insert(block) end
  end
  return made
end

local function docx_front(doc, first)
  whole_title = text(doc.meta.title) .. text(doc.meta.subtitle or "")
  doc.blocks:walk({ Link = function(link)
    if link.classes:includes("reference") then referenced[link.target:sub(2)] = true end
  end })
  local front = pandoc.Blocks({})
  if doc.meta.imprint then front:insert(styled({ pandoc.Para(doc.meta.imprint) }, "Imprint")) end
  front:insert(styled({ pandoc.Para(doc.meta.origin) }, "Origin"))
  front:extend(docx_glance(first))
  front:extend(docx_contents(doc))
  front:extend(doc.blocks)
  doc.blocks = front
end

-- The pass -----------------------------------------------------------------------------------------------------------

-- Where a term stands first in a section of a page, it leads to what it means, which it says on hover and focus too.

local function terms_of(doc)
  local terms = {}
  doc.blocks:walk({ Table = function(tbl)
    if tbl.identifier ~= "tbl:terms" then return end
    for _, row in ipairs(tbl.bodies[1].body) do
      terms[text(row.cells[1].contents)] = text(row.cells[2].contents)
    end
  end })
  return terms
end

-- The blocks with those links: their words in full stand in them, seen on hover and focus, and heard always.
local function lead_to_terms(blocks, terms)
  local led = {}
  local function lead(str)
    local before, word, after = str.text:match("^([%(“]?)([%w&]+)(.*)$")
    local means = word and (#after == 0 or after:match("^[%p’]")) and terms[word]
    if not means or led[word] then return end
    led[word] = true
    local in_full = pandoc.Span({ pandoc.Space(), pandoc.Str("(" .. means .. ")") }, pandoc.Attr("", { "means" }))
    local link = pandoc.Link({ pandoc.Str(word), in_full }, "#tbl:terms", "", pandoc.Attr("", { "term" }))
    return { pandoc.Str(before), link, pandoc.Str(after) }, false
  end
  local keep = function(it) return it, false end
  local how = { traverse = "topdown", Str = lead, Link = keep }
  for _, name in ipairs({ "Table", "Figure", "Header" }) do how[name] = keep end
  for place, block in ipairs(blocks) do
    if block.t == "Header" and block.level == 1 then led = {} end
    -- A walk begins inside a block.
    if not how[block.t] then blocks[place] = block:walk(how) end
  end
  return blocks
end

DRESS.html =
  { traverse = "topdown", Table = html_table, Figure = html_figure, Div = html_div, Header = html_header }
DRESS.typst = { traverse = "topdown", Table = typst_table, Figure = typst_figure, Div = typst_div }
DRESS.docx = { traverse = "topdown", Table = docx_table, Figure = docx_figure, Header = docx_heading,
  Div = docx_div, Link = docx_link }

-- A style sheet cannot hold a quote or a tag; printed pages take the origin from there.
local function css_string(words) return (words:gsub('[^%w%s.,;:()–-]', function(c)
  return c:byte() < 128 and ("\\%06x"):format(c:byte()) or nil
end)) end

-- Takes the first page out of a report: it stands before the contents.
local function take_first_page(doc)
  for place, block in ipairs(doc.blocks) do
    if block.t == "Div" and block.classes:includes("glance") then
      doc.blocks:remove(place)
      return block.content
    end
  end
  return pandoc.Blocks({})
end

function Pandoc(doc)
  local format = FORMAT:match("^html") or FORMAT:match("^typst") or "docx"
  local first = take_first_page(doc)
  -- Of a page the title is the first heading.
  if format == "html" then first = first:walk({ Header = function(it) it.level = it.level + 1 return it end }) end
  if format == "docx" then docx_front(doc, first) end
  if format == "html" then
    local terms = terms_of(doc)
    first, doc.blocks = lead_to_terms(first, terms), fold_behind(lead_to_terms(doc.blocks, terms))
  end
  if format ~= "docx" and #first > 0 then doc.meta.glance = pandoc.MetaBlocks(first:walk(DRESS[format])) end
  if format == "html" then doc.meta["origin-css"] = pandoc.RawInline("html", css_string(text(doc.meta.origin))) end
  if format == "typst" then doc.blocks = side_by_side(doc.blocks) end
  doc.blocks = doc.blocks:walk(DRESS[format])
  return doc
end
