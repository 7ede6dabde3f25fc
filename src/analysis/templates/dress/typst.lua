-- A PDF: short tables are never cut, narrow ones stand side by side, and charts are vectors.

local text = pandoc.utils.stringify
local columns, beside, put_list, led = require("columns"), require("beside"), require("listed"), require("key")
local DRESS = { traverse = "topdown" } -- filled below
local elsewhere = "floats" -- where a chart goes that may float; on a sheet of few pages none does
local ROOM_BELOW = 420 -- points of a page under the heading and the words of a section
local ROOM_BESIDE = 330 -- points of a page that leave room for what stands around a chart

local function raw(code) return pandoc.RawBlock("typst", code) end
local function quoted(words) return '"' .. words:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"' end

local function boxed(str) return { pandoc.RawInline("typst", "#box["), str, pandoc.RawInline("typst", "]") } end

-- Whether a table surely takes less than half a page: a dozen rows at the most, and none of them of many words.
local function is_short(tbl)
  local rows, letters = 0, 0
  for _, body in ipairs(tbl.bodies) do
    for _, r in ipairs(body.body) do
      local longest = 0
      for _, cell in ipairs(r.cells) do longest = math.max(longest, #text(cell.contents)) end
      rows, letters = rows + 1, letters + longest
    end
  end
  return rows <= 12 and letters <= 700
end

local function dress_table(tbl)
  if #tbl.caption.long == 0 then
    columns.set_widths(tbl, columns.FIRST_PAGE)
    tbl.classes:insert("typst:no-figure")
    return tbl, false
  end
  local shares = columns.widths(tbl)
  if tbl.attributes.half then
    local total = 0
    for j = 1, #shares do total = total + shares[j] end
    for j = 1, #shares do shares[j] = shares[j] * math.min(2, 1 / total) end
    tbl.attributes.half = nil
  end
  columns.set_widths(tbl, shares)
  columns.whole_headings(tbl, boxed)
  local caption, id = pandoc.utils.blocks_to_inlines(tbl.caption.long), tbl.identifier
  tbl.classes:insert("typst:no-figure")
  tbl.identifier, tbl.caption.long = "", {}
  local open = "#report-table(whole: " .. tostring(is_short(tbl)) .. ", noted: " .. (tbl.attributes.noted or "false") .. ", caption: ["
  tbl.attributes.noted = nil
  return { raw(open), pandoc.Plain(caption), raw("])["), tbl, raw("] <" .. id .. ">") }, false
end

-- Two narrow tables that follow one another, each with the note under it, stand side by side.
local function is_narrow(block)
  if not block or block.t ~= "Table" or #block.caption.long == 0 or not is_short(block) then return false end
  local total = 0
  for _, width in ipairs(columns.widths(block)) do total = total + width end
  return total <= 0.55
end

local function is_noted(blocks, at)
  local note = blocks[at + 1]
  return note and note.t == "Div" and note.classes:includes("note")
end

local function narrow(blocks, at)
  if not is_narrow(blocks[at]) then return end
  if is_noted(blocks, at) then return { blocks[at], blocks[at + 1] }, at + 2 end
  return { blocks[at] }, at + 1
end

local function side_by_side(blocks)
  local found, at = pandoc.Blocks({}), 1
  while at <= #blocks do
    if blocks[at].t == "Table" and is_noted(blocks, at) then blocks[at].attributes.noted = "true" end
    local left, after = narrow(blocks, at)
    local right, last
    if left then right, last = narrow(blocks, after) end
    found:insert(right and pandoc.Div({ pandoc.Div(left), pandoc.Div(right) }, pandoc.Attr("", { "two" })) or blocks[at])
    at = right and last or at + 1
  end
  return found
end

-- The note under a chart, its source, becomes a part of it.
local function with_sources(blocks)
  for at, block in ipairs(blocks) do
    if block.t == "Figure" and is_noted(blocks, at) then block.content:insert(blocks:remove(at + 1)) end
  end
  return blocks
end

local function image_in(fig)
  local image
  fig:walk({ Image = function(found) image = found end })
  return image
end

local function height(fig) return beside.height(image_in(fig).src) end

local function opens_section(blocks, at)
  local box = blocks[at + 1]
  return blocks[at].t == "Header" and blocks[at].level == 1 and box and box.t == "Div" and box.classes:includes("keyfinding")
end

-- The words under a heading, and the chart they lead to, where that is what follows.
local function opening(blocks, at)
  local words, ends = pandoc.Blocks({}), { Header = true, Table = true, Figure = true }
  local after = at + 1
  while blocks[after] and not ends[blocks[after].t] do
    words:insert(blocks[after])
    after = after + 1
  end
  return words, blocks[after] and blocks[after].t == "Figure" and blocks[after]
end

-- A section begins where its heading, its words and their chart fit on what is left of a page. A chart that is too high to
-- stand under them floats, and may stand above the heading, so that begins a page. One of a part of a section is called for at
-- its first words, so that it takes the next page and the others this one.
local function begin_sections(blocks)
  local found, at = pandoc.Blocks({}), 1
  while at <= #blocks do
    local header = blocks[at]
    local words, chart = pandoc.Blocks({}), nil
    if header.t == "Header" then words, chart = opening(blocks, at) end
    if opens_section(blocks, at) then
      local is_high = chart and height(chart) > ROOM_BELOW
      if chart then chart.attributes.placement = is_high and "floats" or "stays" end
      if is_high then found:insert(raw("#pagebreak(weak: true)")) end
      found:extend({ header, raw("#opening[") })
      found:extend(words)
      found:insert(raw("]"))
      at = at + #words
    elseif #words > 1 and header.level == 2 and chart and height(chart) > ROOM_BESIDE then
      found:extend({ header, words:remove(1), chart })
      found:extend(words)
      at = at + #words + 2
    else
      found:insert(header)
    end
    at = at + 1
  end
  return found
end

-- Contents side by side: the items of a list, or divisions in one.
local function in_columns(call, parts)
  local blocks = pandoc.Blocks({ raw("#" .. call .. "(") })
  for _, part in ipairs(parts) do
    blocks:insert(raw("["))
    blocks:extend(part)
    blocks:insert(raw("],"))
  end
  blocks:insert(raw(")"))
  return blocks
end

local function dress_div(div)
  if div.classes:includes("commentary") then return div.content:walk(DRESS), false end
  if div.classes:includes("annex") then return side_by_side(with_sources(div.content)):walk(DRESS), false end
  if div.classes:includes("numbers") then return in_columns("numbers", div.content[1].content), false end
  if div.classes:includes("two") then
    local halves = {}
    for _, half in ipairs(div.content) do
      for _, block in ipairs(half.content) do
        if block.t == "Table" then block.attributes.half = "true" end
      end
      halves[#halves + 1] = half.content:walk(DRESS)
    end
    return in_columns("two", halves), false
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

-- A chart and its source, which never part.
local is_floating = false -- whether one may still be on its way
local function dress_figure(fig)
  local image = image_in(fig)
  if not image then return fig end
  local drawn = beside.drawn(image.src, ".svg") and image.src:gsub("%.png$", ".svg") or image.src
  local width = fig.attributes.placement == "stays" and math.min(100, 100 * beside.OPENS // math.max(1, height(fig))) or 100
  local shown = "image(" .. quoted(drawn) .. ", alt: " .. quoted(text(image.caption)) .. ", width: " .. width .. "%)"
  -- One that leaves room for others stays where it is spoken of.
  local where = fig.attributes.placement or height(fig) <= ROOM_BESIDE and "stays" or elsewhere
  is_floating = is_floating or where == "floats"
  local blocks = pandoc.Blocks({ raw("#" .. where .. "[#figure(" .. shown .. ", caption: [") })
  blocks:extend({ fig.caption.long[1], raw("]) <" .. fig.identifier .. ">") })
  if fig.content[2] then blocks:extend(dress_div(fig.content[2])) end
  blocks:insert(raw("]"))
  return blocks, false
end

-- No chart floats past the heading of a chapter or of a part of one.
local function dress_header(heading)
  if not is_floating or heading.level > 2 then return end
  is_floating = false
  return { raw("#place.flush()"), heading }, false
end

DRESS.Header = dress_header
DRESS.Table, DRESS.Figure, DRESS.Div = dress_table, dress_figure, dress_div

return function(doc, first)
  if doc.meta.sheet then elsewhere = "stays" end
  first, doc.blocks = led(first), led(doc.blocks)
  if #first > 0 then doc.meta.glance = pandoc.MetaBlocks(first:walk(DRESS)) end
  put_list(doc.blocks, pandoc.Blocks({ raw("#tables-and-figures") }))
  doc.blocks = side_by_side(begin_sections(with_sources(doc.blocks))):walk(DRESS)
  return doc
end
