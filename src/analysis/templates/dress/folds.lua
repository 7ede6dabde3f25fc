-- What of a page folds: the parts behind a section's first page, its annex, and statements by their verdict.

local text = pandoc.utils.stringify

local verdicts -- of the annex at hand: each in its order, and how many statements came to it

-- Marks rows of statements by their verdict, so that one can be picked.
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

-- Tells each cell the heading it stands under, for screens on which a row is a list.
local function name_cells(heads, rows)
  for _, r in ipairs(rows) do
    for place = 2, #r.cells do r.cells[place].attributes["data-head"] = text(heads.cells[place].contents) end
  end
end

local ENDS = pandoc.RawBlock("html", "</details>")

-- The line that a part folds under; in the file it is open, and a script folds it.
local function begins(class, heading, behind)
  local said = text(heading):gsub("^Technical annex: ", ""):gsub(": .*", "") .. ": " .. behind
  local open = '<details class="' .. class .. '" open><summary>'
  return { pandoc.RawBlock("html", open), pandoc.Plain({ pandoc.Str(said) }), pandoc.RawBlock("html", "</summary>") }
end

-- The first page of a section is its box and what follows up to its first table or heading; what is behind it folds.
local function behind(blocks)
  local folded, heading, is_open = pandoc.Blocks({}), nil, false
  for place, block in ipairs(blocks) do
    local is_chapter = block.t == "Header" and block.level == 1
    local is_annex = block.t == "Div" and block.classes:includes("annex")
    if is_open and (is_chapter or is_annex) then folded:insert(ENDS) end
    if is_chapter or is_annex then heading, is_open = nil, false end
    local after = blocks[place + 1]
    if is_chapter and after and after.t == "Div" and after.classes:includes("keyfinding") then
      heading = block
    elseif heading and not is_open and (block.t == "Table" or block.t == "Header") then
      folded:extend(begins("behind", heading.content, "the tables and sentences behind this"))
      is_open = true
    end
    folded:insert(block)
  end
  if is_open then folded:insert(ENDS) end
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

-- An annex folds, but for its heading, which the contents lead to.
local function annex(div, dress)
  verdicts = {}
  local content = div.content:walk(dress)
  local blocks = pandoc.Blocks({ content:remove(1) })
  blocks:extend(begins("annex", div.content[1].content, "tables, tests and limits"))
  blocks:extend(verdict_filter())
  blocks:extend(content)
  blocks:insert(ENDS)
  verdicts = nil
  return blocks
end

return { mark_verdicts = mark_verdicts, name_cells = name_cells, behind = behind, annex = annex }
