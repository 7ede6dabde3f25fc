-- How wide the columns of a table are, in shares of the page, and headings that are not cut.

local text = pandoc.utils.stringify

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
-- the others by a power of how much they want, between all alike and each as much as it wants: one long cell must not leave
-- another column of words a few words wide.
local function share(shares, wanted, spare)
  local columns, lacking = {}, 0
  for j = 1, #shares do
    columns[j] = { place = j, lacks = math.max(0, (wanted[j] or 0) - shares[j]) }
    lacking = lacking + columns[j].lacks ^ 0.6
  end
  table.sort(columns, function(a, b) return a.lacks < b.lacks or (a.lacks == b.lacks and a.place < b.place) end)
  for _, column in ipairs(columns) do
    local fair = lacking > 0 and spare * column.lacks ^ 0.6 / lacking or 0
    local extra = math.max(0, math.min(column.lacks, math.max(fair, math.min(LITTLE, spare))))
    lacking = lacking - column.lacks ^ 0.6
    shares[column.place], spare = shares[column.place] + extra, spare - extra
  end
  return spare
end

-- The share of each column.
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

-- The shares of columns that fill the page; nil of those that do not.
local function fill(tbl)
  local shares, total = widths(tbl), 0
  for _, share in ipairs(shares) do total = total + share end
  return total > 0.97 and shares or nil
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

return { FIRST_PAGE = FIRST_PAGE, widths = widths, fill = fill, set_widths = set_widths, whole_headings = whole_headings }
