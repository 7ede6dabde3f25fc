-- A page: what is named leads to itself, tables scroll and charts open large, and what is behind a first page folds.

local text = pandoc.utils.stringify
local columns, beside, folds, terms = require("columns"), require("beside"), require("folds"), require("terms")

local DRESS = { traverse = "topdown" } -- filled below
local folder = "" -- of the section at hand, beside the report

-- What has a name leads to itself, so that its address can be passed on.
local function to_itself(content, id) return pandoc.Link(content, "#" .. id, "", pandoc.Attr("", { "self" })) end

local function caption_to_itself(it)
  local long = it.caption.long[1]
  if long and it.identifier ~= "" then long.content[1] = to_itself({ long.content[1] }, it.identifier) end
end

local function dress_header(heading)
  if heading.level == 1 then folder = heading.identifier end
  folder = heading.identifier:match("^(.*)%-annex$") or folder
  if heading.identifier ~= "" then heading.content = { to_itself(heading.content, heading.identifier) } end
  return heading, false
end

-- A table's numbers as a file, and the page that worked them out, where they lie beside the report.
local function files(tbl, named)
  local file = folder .. "/tables/" .. tbl.identifier:gsub("^tbl:", "") .. ".csv"
  if not beside.read(file) then return {} end
  -- The notebook's page is made with the report, and not there yet.
  local page = "notebooks/" .. folder .. ".html#" .. tbl.identifier
  local links = { pandoc.Link(named .. " as CSV", file), pandoc.Str(" · "), pandoc.Link("How it was worked out", page) }
  return { pandoc.Div({ pandoc.Plain(links) }, pandoc.Attr("", { "files" })) }
end

local function dress_table(tbl, said)
  -- A browser gives long text nearly all there is; a table of few columns that fill the page takes their shares.
  local shares = #tbl.colspecs <= 6 and columns.fill(tbl) or nil
  columns.set_widths(tbl, shares)
  columns.whole_headings(tbl, function(str) return pandoc.Span({ str }, pandoc.Attr("", { "whole" })) end)
  for _, r in ipairs(tbl.head.rows) do
    for _, cell in ipairs(r.cells) do
      cell.attributes.scope = "col"
    end
  end
  folds.mark_verdicts(tbl)
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, r in ipairs(body.body) do r.cells[1].attributes.scope = "row" end
    if tbl.identifier == "tbl:outcomes" then folds.name_cells(tbl.head.rows[1], body.body) end
  end
  if #tbl.colspecs > 5 and not shares then tbl.classes:insert("wide") end
  local has_caption = #tbl.caption.long > 0
  local named = has_caption and text(tbl.caption.long) or said or text(tbl.head.rows[1].cells[1].contents)
  local number = named:match("^(Table.-)%.")
  if has_caption then caption_to_itself(tbl) end
  -- The link in its caption can be reached by keyboard, and from there it scrolls; a script makes it a stop of its own
  -- where there is something to scroll. Pairs, because a Lua table has no order and the bytes must have one.
  local blocks = { pandoc.Div({ tbl }, pandoc.Attr("", { "table-box" }, { { "data-label", named } })) }
  if number then blocks[2] = files(tbl, number)[1] end
  return blocks, false
end

-- A value leads to what it is of, on the page of its section; not where a link would stand in another.
local LEAD = { traverse = "topdown" }
local function plainly(it)
  it.content = it.content:walk({ Span = function(span) return span.attributes.of and span.content or nil end })
  return it, false
end
LEAD.Header, LEAD.Link = plainly, plainly
function LEAD.Span(span)
  local of = span.attributes.of
  if of then return pandoc.Link(span.content, "traces/" .. of:match("^[^.]+") .. ".html#" .. of, "", pandoc.Attr("", { "of" })), false end
end

local function html(code) return pandoc.RawBlock("html", code) end

-- The numbers in a chart lead to what they are of, each by its row and column.
local function lead(tbl, traced)
  for row, column, of in traced:gmatch("\n([1-9]%d*),(%d+),([^,]+)") do
    local cell = tbl.bodies[1].body[tonumber(row)].cells[tonumber(column)]
    for _, block in ipairs(cell.contents) do
      block.content = { (LEAD.Span(pandoc.Span(block.content, { of = of }))) }
    end
  end
end

-- What is in a chart: folded, and to download; the link holds the file, so that the page stays one file.
local function chart_data(src, key, label)
  local csv = beside.drawn(src, ".csv")
  if not csv then return {} end
  local coded = csv:gsub("[^%w%-_.~]", function(c) return ("%%%02X"):format(c:byte()) end)
  local link = '<p><a download="' .. key .. '.csv" href="data:text/csv;charset=utf-8,' .. coded .. '">Download as CSV</a></p>'
  local blocks = pandoc.Blocks({ html('<details class="data"><summary>The numbers in this chart</summary>') })
  local tbl = pandoc.read(csv, "csv").blocks[1]
  lead(tbl, beside.drawn(src, ".traced.csv") or "")
  blocks:extend((dress_table(tbl, "The numbers in " .. label)))
  blocks:insert(html(link .. "</details>"))
  return blocks
end

-- A chart opens large by a link to itself, and closes by one back to its figure.
local function dress_figure(fig)
  caption_to_itself(fig)
  local image
  fig:walk({ Image = function(found) image = found end })
  local page, phone = beside.drawn(image and image.src or "", ".svg"), beside.drawn(image and image.src or "", "-phone.svg")
  if not page or not phone then return fig end
  local key = fig.identifier:gsub("^fig:", "")
  local large = "large-" .. key
  local chart = '<div class="chart" id="%s"><a class="close" href="#%s">Close</a><div class="page">%s</div><div class="phone">%s</div>'
    .. '<a class="open" href="#%s">Open this chart large</a></div>'
  local blocks = pandoc.Blocks({ html(chart:format(large, fig.identifier, page, phone, large)) })
  blocks:extend(chart_data(image.src, key, text(fig.caption.long):match("^(Figure.-)%.") or key))
  fig.content = blocks
  return fig, false
end

local function dress_div(div)
  if div.classes:includes("commentary") then return div.content:walk(DRESS), false end
  if div.classes:includes("annex") then return folds.annex(div, DRESS), false end
  if div.classes:includes("numbers") then div.attributes.role, div.attributes["aria-label"] = "group", "In numbers" end
  if div.classes:includes("keyfinding") then
    -- A note and no landmark: every section has one, and landmarks of one name cannot be told apart.
    div.attributes.role, div.attributes["aria-label"] = "note", "Main points"
  end
  if div.classes:includes("note") then div.attributes.role = "note" end
  return div
end

DRESS.Table, DRESS.Figure, DRESS.Div, DRESS.Header = dress_table, dress_figure, dress_div, dress_header

-- A style sheet cannot hold a quote or a tag; printed pages take the origin from there.
local function css_string(words) return (words:gsub('[^%w%s.,;:()–-]', function(c)
  return c:byte() < 128 and ("\\%06x"):format(c:byte()) or nil
end)) end

return function(doc, first)
  -- Of a page the title is the first heading.
  first = first:walk({ Header = function(it) it.level = it.level + 1 return it end })
  first, doc.blocks = first:walk(LEAD), doc.blocks:walk(LEAD)
  local known = terms.known(doc)
  first, doc.blocks = terms.led_to(first, known), folds.behind(terms.led_to(doc.blocks, known))
  if #first > 0 then doc.meta.glance = pandoc.MetaBlocks(first:walk(DRESS)) end
  doc.meta["origin-css"] = pandoc.RawInline("html", css_string(text(doc.meta.origin)))
  doc.blocks = doc.blocks:walk(DRESS)
  return doc
end
