-- How wide the columns of a table are, in shares of the page, and headings that are not cut.

local text = pandoc.utils.stringify

local ROOM = FORMAT:match("^typst") and 121 or 104 -- the page, in digits of table type; a Word without our font sets wider
local MARGIN = 2.6 -- of a cell
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

-- Of every column: the least it needs, which is its longest word; its longest cell; its heading. And every row's words.
local function measure(tbl)
  local least, cells, heads, rows = {}, {}, {}, {}
  local function row(content, longest, weight)
    local breadths = {}
    for j, cell in ipairs(content) do
      local words = text(pandoc.utils.blocks_to_inlines(cell.contents))
      breadths[j] = breadth(words) * weight
      longest[j] = math.max(longest[j] or 0, breadths[j] + MARGIN)
      for word in words:gmatch("%S+") do least[j] = math.max(least[j] or 0, breadth(word) * weight + MARGIN) end
    end
    return breadths
  end
  for _, r in ipairs(tbl.head.rows) do row(r.cells, heads, 1.1) end -- bold is wider
  for _, body in ipairs(tbl.bodies) do
    for _, r in ipairs(body.body) do rows[#rows + 1] = row(r.cells, cells, 1) end
  end
  return least, cells, heads, rows
end

-- Gives columns what they want, those first that want little; what is left.
local function give(shares, wanted, spare)
  local order = {}
  for j = 1, #shares do order[j] = j end
  local function lacks(j) return math.max(0, (wanted[j] or 0) - shares[j]) end
  table.sort(order, function(a, b) return lacks(a) < lacks(b) or (lacks(a) == lacks(b) and a < b) end)
  for _, j in ipairs(order) do
    local extra = math.min(lacks(j), spare)
    shares[j], spare = shares[j] + extra, spare - extra
  end
  return spare
end

-- Widens the column that makes the table lowest, a digit at a time, until nothing is left. A row is as high as its highest
-- cell; the power lets the next highest count a little, or two long cells would both wait for the other.
local function lower(shares, wanted, rows, spare)
  local function lines(words, width) return math.max(1, words / (width - MARGIN)) ^ 8 end
  local sums = {}
  for i, row in ipairs(rows) do
    sums[i] = 0
    for j, words in ipairs(row) do sums[i] = sums[i] + lines(words, shares[j]) end
  end
  local function gain(j)
    local total = 0
    for i, row in ipairs(rows) do
      local words = row[j] or 0
      local after = sums[i] - lines(words, shares[j]) + lines(words, shares[j] + 1)
      total = total + sums[i] ^ (1 / 8) - math.max(after, 1) ^ (1 / 8)
    end
    return total
  end
  while spare >= 1 do
    local best, most = nil, 0
    for j = 1, #shares do
      local gained = shares[j] < (wanted[j] or 0) and gain(j) or 0
      if gained > most then best, most = j, gained end
    end
    if not best then return spare end
    for i, row in ipairs(rows) do
      local words = row[best] or 0
      sums[i] = sums[i] - lines(words, shares[best]) + lines(words, shares[best] + 1)
    end
    shares[best], spare = shares[best] + 1, spare - 1
  end
  return spare
end

-- The share of each column.
local function widths(tbl)
  local shares, cells, heads, rows = measure(tbl)
  local spare, lacking, total = ROOM, 0, 0
  for j = 1, #tbl.colspecs do
    shares[j] = shares[j] or MARGIN
    spare = spare - shares[j]
    lacking = lacking + math.max(0, (cells[j] or 0) - shares[j])
  end
  spare = lacking > spare and lower(shares, cells, rows, spare) or give(shares, cells, spare)
  give(shares, heads, math.max(0, spare)) -- a heading may wrap, but not where there is room; where there is none nothing is taken
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
